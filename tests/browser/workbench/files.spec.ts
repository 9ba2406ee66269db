import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { stored } from '../support';
import { openFile, openWorkbench, row, shownText, tab, upload, workbenchReady } from './workbench';

const DAY5 = 'argocd-learning/week1/day5';
const DAY6 = 'argocd-learning/week1/day6';

// One workbench for all of them, since loading it takes longer than what they do in it.
test.describe.configure({ mode: 'serial' });

let page: Page;

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  await openWorkbench(page);
});

test.afterAll(() => page.close());

test('a folder is copied whole from its menu, and the copy can be taken back', async () => {
  await row(page, DAY5).hover();
  await page.getByRole('button', { name: 'Actions for day5' }).click();
  await page.getByRole('menuitem', { name: 'Copy folder' }).click();
  const field = page.getByRole('textbox', { name: 'Path of the copy' });
  await expect(field).toHaveValue(DAY6);
  await page.getByRole('dialog').getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(row(page, DAY6)).toBeVisible();
  await row(page, DAY6).click();
  await expect(page.getByRole('status').filter({ hasText: 'Copied day5 to day6' })).toBeVisible();
  await page
    .getByRole('region', { name: 'Workbench' })
    .getByRole('button', { name: 'Undo: Copied day5 to day6' })
    .click();
  await expect(row(page, DAY6)).toBeHidden();
});

test('a folder is copied with the keyboard alone', async () => {
  await page.getByRole('treegrid', { name: 'Files' }).getByRole('row').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ControlOrMeta+c');
  await expect(page.getByRole('dialog', { name: 'Copy the folder day5' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(row(page, DAY6)).toBeVisible();
});

test('a file is created, renamed and deleted, and its tab goes with it', async () => {
  await row(page, `${DAY5}/app/base`).click();
  await page.getByRole('button', { name: 'New file', exact: true }).click();
  const field = page.getByRole('textbox', { name: 'Path of the new file' });
  await expect(field).toHaveValue(`${DAY5}/app/base/`);
  await field.fill(`${DAY5}/app/base/service.yaml`);
  await page.keyboard.press('Enter');
  await expect(tab(page, 'service.yaml')).toHaveAttribute('aria-selected', 'true');

  await row(page, `${DAY5}/app/base/service.yaml`).focus();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'New path' }).fill(`${DAY5}/app/base/svc.yaml`);
  await page.keyboard.press('Enter');
  await expect(tab(page, 'svc.yaml')).toBeVisible();

  await row(page, `${DAY5}/app/base/svc.yaml`).focus();
  await page.keyboard.press('Delete');
  await expect(tab(page, 'svc.yaml')).toBeHidden();
});

test('a name that cannot be is refused beside the field', async () => {
  await page.getByRole('button', { name: 'New file', exact: true }).click();
  const field = page.getByRole('textbox', { name: 'Path of the new file' });
  for (const [path, why] of [
    ['../outside', 'A name cannot be ..'],
    ['app.yaml', 'There is a file app.yaml already'],
    ['app.yaml/in-it', 'app.yaml is a file'],
    ['', 'A name is missing'],
  ] as const) {
    await field.fill(path);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toContainText(why);
  }
  await page.keyboard.press('Escape');
});

test('markup in a file name is shown as text', async () => {
  const name = '<img src=x onerror="document.title=1">.yaml';
  await page.getByRole('button', { name: 'New file', exact: true }).click();
  await page.getByRole('textbox', { name: 'Path of the new file' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(tab(page, name)).toBeVisible();
  expect(await page.locator('img[src="x"]').count()).toBe(0);
});

test('bytes that are not UTF-8 are told, kept and converted', async () => {
  await upload(page, 'cafe.yaml', Buffer.from([0x6e, 0x3a, 0x20, 0x63, 0x61, 0x66, 0xe9, 0x0a]));
  await expect(page.getByText('cafe.yaml is not UTF-8 text.')).toBeVisible();
  await page.getByRole('button', { name: 'Convert to UTF-8' }).click();
  await expect.poll(() => shownText(page)).toContain('n: café');
});

test('files, tabs and cursor are there again after a reload', async () => {
  await openFile(page, `${DAY5}/app/base/deployment.yaml`);
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('# mine');
  await expect.poll(() => stored(page)).toMatch(/"column":7/);
  await expect(
    page.getByRole('region', { name: 'Workbench' }).getByText('Saved', { exact: true }),
  ).toBeVisible();
  await page.reload();
  await workbenchReady(page);
  await expect(page.getByText(/Your draft of .* is restored\./)).toBeVisible();
  await expect(tab(page, 'deployment.yaml')).toHaveAttribute('aria-selected', 'true');
  await expect.poll(() => shownText(page)).toContain('# mine');
  await expect(page.getByText('Line 1, column 7')).toBeVisible();

  await page.getByRole('button', { name: 'Start fresh' }).click();
  await openFile(page, `${DAY5}/app/base/deployment.yaml`);
  await expect.poll(() => shownText(page)).not.toContain('# mine');
  await page.getByRole('region', { name: 'Workbench' }).getByRole('button', { name: /^Undo/ }).click();
  await openFile(page, `${DAY5}/app/base/deployment.yaml`);
  await expect.poll(() => shownText(page)).toContain('# mine');
});

test('a folder that is dropped comes with all that is in it', async () => {
  const files = page.getByRole('treegrid', { name: 'Files' });
  const box = await files.boundingBox();
  if (!box) throw new Error('the files are not shown');
  const at = { x: box.x + box.width / 2, y: box.y + box.height - 4 };
  const data = {
    items: [],
    files: [path.resolve('content/week1/day6/start/argocd-learning/week1/day5/app')],
    dragOperationsMask: 1,
  };
  const browser = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await browser.send('Input.dispatchDragEvent', { type, ...at, data });
  await expect(row(page, 'app/base/deployment.yaml')).toBeVisible();
});
