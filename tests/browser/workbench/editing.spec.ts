import { expect, type Page, test } from '@playwright/test';
import { watch } from '../support';
import { openFile, openWorkbench, problems, replaceText, row, shownText, tab } from './workbench';

const BASE = 'argocd-learning/week1/day5/app/base';

// One workbench for all of them, since loading it takes longer than what they do in it.
test.describe.configure({ mode: 'serial' });

let page: Page;
let seen: () => Promise<string[]>;

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  seen = await watch(page);
  await openWorkbench(page);
});

test.afterAll(() => page.close());

test('the build is what kustomize prints, and its error word for word', async () => {
  await page.getByRole('tab', { name: 'Build' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Build' });
  await expect(panel).toContainText('$ kustomize build argocd-learning/week1/day5/overlays/dev');
  await expect(panel).toContainText('kind: Deployment');
  await openFile(page, 'argocd-learning/week1/day5/overlays/dev/kustomization.yaml');
  await replaceText(page, 'resources:\n  - ../../app/gone\n');
  await expect(panel).toContainText('Error: accumulating resources');
  await page.getByRole('tab', { name: 'Problems' }).click();
});

test('typing meets a diagnostic, its fix mends it, and nothing is asked of another origin', async () => {
  await openFile(page, `${BASE}/preflight-job.yaml`);
  const text = 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: x\nspec:\n  backofLimit: 1\n';
  await replaceText(page, text);
  const problem = problems(page).filter({ hasText: 'backofLimit' });
  await expect(problem).toBeVisible();
  await expect(page.locator('.squiggly-error').first()).toBeAttached();
  await problem
    .getByRole('button', { name: /backoffLimit/ })
    .last()
    .click();
  await expect.poll(() => shownText(page)).toContain('backoffLimit: 1');
  await expect(problem).toBeHidden();
  await page
    .getByRole('region', { name: 'Workbench' })
    .getByRole('button', { name: /^Undo: Applied/ })
    .click();
  await expect.poll(() => shownText(page)).toContain('backofLimit: 1');
  expect(await seen()).toEqual([]);
});

test('a problem leads to its place, from another file too', async () => {
  await openFile(page, `${BASE}/preflight-job.yaml`);
  await replaceText(page, 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: x\nspec:\n  backofLimit: 1\n');
  const problem = problems(page).filter({ hasText: 'backofLimit' });
  await expect(problem).toBeVisible();
  await row(page, 'app.yaml').click();
  await expect(tab(page, 'app.yaml')).toHaveAttribute('aria-selected', 'true');
  await problem.getByRole('button').first().press('Enter');
  await expect(tab(page, 'preflight-job.yaml')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('Line 6, column')).toBeVisible();
  await expect(page.getByRole('textbox', { name: /preflight-job\.yaml, editor/ })).toBeFocused();
});

test('the quick fix is in the editor too', async () => {
  await openFile(page, `${BASE}/preflight-job.yaml`);
  await replaceText(page, 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: x\nspec:\n  backofLimit: 1\n');
  await problems(page).filter({ hasText: 'backofLimit' }).getByRole('button').first().click();
  await page.keyboard.press('ControlOrMeta+.');
  await page
    .locator('.action-widget')
    .getByText(/backoffLimit/)
    .click();
  await expect.poll(() => shownText(page)).toContain('backoffLimit: 1');
});

test('keys complete and hovering explains', async () => {
  await openFile(page, `${BASE}/deployment.yaml`);
  await replaceText(page, 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: x\nspec:\n  ');
  await page.keyboard.type('repl');
  const suggestions = page.locator('.suggest-widget');
  await expect(suggestions.getByText('replicas').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect.poll(() => shownText(page)).toContain('  replicas:');
  await page.locator('.view-line', { hasText: 'kind' }).getByText('Deployment').hover();
  await expect(page.locator('.monaco-hover', { hasText: 'Deployment' }).first()).toBeVisible();
});

test('an entry leads to its file', async () => {
  await openFile(page, `${BASE}/kustomization.yaml`);
  await page.locator('.view-line', { hasText: 'deployment.yaml' }).getByText('deployment.yaml').click();
  await page.keyboard.press('F12');
  await expect(tab(page, 'deployment.yaml')).toHaveAttribute('aria-selected', 'true');
});

test('the file is formatted on demand', async () => {
  await openFile(page, `${BASE}/kustomization.yaml`);
  await replaceText(page, 'kind:   Kustomization\nresources:   [deployment.yaml]\n');
  await page.getByRole('button', { name: 'Format', exact: true }).click();
  await expect.poll(() => shownText(page)).toContain('kind: Kustomization');
  await replaceText(page, 'resources:   [deployment.yaml\n');
  await expect(problems(page).filter({ hasText: 'bracket' })).toBeVisible();
  await page.getByRole('button', { name: 'Format', exact: true }).click();
  await expect(page.getByText('Not formatted: line 1 has to be right YAML first.').first()).toBeVisible();
});
