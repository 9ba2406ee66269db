import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { answerRightly, check, first, questionOn } from './quiz/answering';
import { LESSON, stored, watch } from './support';
import { openFile, paste, problems, replaceText, row, tab, workbenchReady } from './workbench/workbench';

const SOLUTION = 'content/week1/day6/solution';
const DAY5 = 'argocd-learning/week1/day5';
const DAY6 = 'argocd-learning/week1/day6';
const BASE = `${DAY6}/app/base`;
const HOOK = `${BASE}/smoke-test-hook.yaml`;
const STEPS = ['copy', 'point', 'hook', 'list', 'smoke', 'sync', 'harden'];
const ANSWER =
  'A Job in a wave is part of the desired state; a hook is a task of the sync operation and is not.';

const solved = (path: string): string => readFileSync(`${SOLUTION}/${path}`, 'utf8');
/** The author's slip: a stray quote behind the image. */
const withStrayQuote = (text: string): string => text.replace(/(image: \S+)/, '$1"');

const isDone = (page: Page, step: string) =>
  expect(page.locator(`#step-${step}`)).toHaveAttribute('data-done', 'true');
const question = first('one-choice');
const explanation = (page: Page) => page.getByLabel(/key difference/);

async function createFile(page: Page, path: string, text: string): Promise<void> {
  await page.getByRole('button', { name: 'New file', exact: true }).click();
  await page.getByRole('textbox', { name: 'Path of the new file' }).fill(path);
  await page.keyboard.press('Enter');
  await expect(tab(page, path.split('/').at(-1) ?? path)).toHaveAttribute('aria-selected', 'true');
  await replaceText(page, text);
}

test('the whole lesson: read, copy, edit, mend, tick, answer, leave, come back, take it elsewhere', async ({
  page,
}) => {
  test.setTimeout(400_000);
  const seen = await watch(page);

  await test.step('find the way', async () => {
    await page.goto('/');
    await page.getByRole('link', { name: 'Begin with Day 6' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Running Tasks with Sync Hooks');
    await page.locator('#step-copy').getByRole('button', { name: 'Open the workbench' }).click();
    await workbenchReady(page);
  });

  await test.step('copy the folder', async () => {
    await row(page, DAY5).hover();
    await page.getByRole('button', { name: 'Actions for day5' }).click();
    await page.getByRole('menuitem', { name: 'Copy folder' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Copy', exact: true }).click();
    await isDone(page, 'copy');
    await expect(page.locator('#step-point')).toHaveAttribute('data-current', 'true');
  });

  await test.step('meet a failed check that says what it saw, and pass it', async () => {
    await openFile(page, 'app.yaml');
    await replaceText(page, solved('app.yaml').replace('week1/day6/overlays', 'week1/day7/overlays'));
    await expect(page.locator('#step-point .checks-saw').first()).toContainText('day7');
    await replaceText(page, solved('app.yaml'));
    await isDone(page, 'point');
  });

  await test.step('meet a diagnostic and take its fix', async () => {
    await createFile(page, `${BASE}/service.yaml`, solved(`${BASE}/service.yaml`));
    await createFile(page, HOOK, withStrayQuote(solved(HOOK)));
    const quote = problems(page).filter({ hasText: /quote/ });
    await expect(quote).toHaveCount(1);
    await quote.getByRole('button', { name: /^Change to/ }).click();
    await expect(problems(page).filter({ hasText: /quote/ })).toHaveCount(0);
    await isDone(page, 'hook');
  });

  await test.step('list both, and see every step ticked', async () => {
    await openFile(page, `${BASE}/kustomization.yaml`);
    await replaceText(page, solved(`${BASE}/kustomization.yaml`));
    for (const step of STEPS) await isDone(page, step);
    await page.getByRole('tab', { name: 'Build' }).click();
    await expect(page.getByRole('tabpanel', { name: 'Build' })).toContainText('name: smoke-test');
  });

  await test.step('answer', async () => {
    await answerRightly(page, question);
    await check(page, question);
    await expect(questionOn(page, question).locator('.quiz-verdict')).toHaveText('Right');
    await explanation(page).fill(ANSWER);
    await expect.poll(() => stored(page)).toContain(ANSWER);
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  });

  await test.step('come back, and find all of it', async () => {
    await page.reload();
    await workbenchReady(page);
    for (const step of STEPS) await isDone(page, step);
    await expect(tab(page, 'kustomization.yaml')).toHaveAttribute('aria-selected', 'true');
    await expect(row(page, HOOK)).toBeVisible();
    await expect(questionOn(page, question).locator('.quiz-verdict')).toHaveText('Right');
    await expect(explanation(page)).toHaveValue(ANSWER);
    await page.goto('/');
    await expect(page.getByRole('list', { name: 'Steps of the task' }).getByText(', done')).toHaveCount(
      STEPS.length,
    );
  });

  await test.step('export, clear, import', async () => {
    await page.goto(LESSON);
    await page.getByRole('button', { name: 'Your data' }).first().click();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const file = await (await downloading).path();
    await page.getByRole('button', { name: 'Clear everything …' }).click();
    await page.getByRole('button', { name: 'Yes, clear everything' }).click();
    await expect(page.getByText('Everything is cleared.')).toBeVisible();
    await expect(explanation(page)).toHaveValue('');
    await expect(page.locator('.step[data-done]')).toHaveCount(0);

    await page.getByLabel(/An import adds/).setInputFiles(file);
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(page.getByText('Imported.')).toBeVisible();
    await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
    await expect(explanation(page)).toHaveValue(ANSWER);
    for (const step of STEPS) await isDone(page, step);
  });

  expect(await seen()).toEqual([]);
});

test.describe('with the keyboard alone', () => {
  /** Presses Tab (or Shift Tab) until the element has the focus. */
  async function tabTo(page: Page, selector: string, key = 'Tab'): Promise<void> {
    for (let presses = 0; presses < 250; presses += 1) {
      const isThere = await page.evaluate(
        (wanted) => document.activeElement?.matches(wanted) === true,
        selector,
      );
      if (isThere) return;
      await page.keyboard.press(key);
    }
    throw new Error(`no ${key} leads to ${selector}`);
  }

  async function replaceByKeyboard(page: Page, text: string): Promise<void> {
    await page.keyboard.press('ControlOrMeta+A');
    await paste(page, text);
  }

  async function createByKeyboard(page: Page, path: string, text: string): Promise<void> {
    await tabTo(page, 'button[aria-label="New file"]', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Path of the new file' }).fill(path);
    await page.keyboard.press('Enter');
    await expect(tab(page, path.split('/').at(-1) ?? path)).toHaveAttribute('aria-selected', 'true');
    await intoEditor(page);
    await replaceByKeyboard(page, text);
  }

  /** From wherever the focus is in the workbench, into the editor's text. */
  async function intoEditor(page: Page): Promise<void> {
    const INPUT = '.monaco-editor textarea, .monaco-editor .native-edit-context';
    const isThere = await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, INPUT);
    if (!isThere) await tabTo(page, INPUT);
  }

  test('the whole lesson can be done', async ({ page }) => {
    test.setTimeout(400_000);
    await page.goto('/');
    await tabTo(page, 'a.button-primary');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(LESSON));
    await tabTo(page, '#step-copy .button-primary');
    await page.keyboard.press('Enter');
    await workbenchReady(page);

    await tabTo(page, '[role="row"]');
    await page.keyboard.press('Home');
    for (let presses = 0; presses < 20; presses += 1) {
      if (await row(page, DAY5).evaluate((element) => element === document.activeElement)) break;
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('ControlOrMeta+c');
    await expect(page.getByRole('dialog', { name: 'Copy the folder day5' })).toBeVisible();
    await page.keyboard.press('Enter');
    await isDone(page, 'copy');

    for (const file of [HOOK, `${BASE}/service.yaml`]) {
      await createByKeyboard(page, file, solved(file));
      // Tab indents in the editor; this lets it move the focus again.
      if (file === HOOK) await page.keyboard.press('Control+m');
    }
    await isDone(page, 'hook');

    for (const file of ['app.yaml', `${BASE}/kustomization.yaml`]) {
      // Backwards, the focus would enter the tree at a row's menu; forwards it enters at the row.
      await tabTo(page, 'button[aria-label="New file"]', 'Shift+Tab');
      await tabTo(page, '[role="row"]');
      await page.keyboard.press('Home');
      for (let presses = 0; presses < 40; presses += 1) {
        if (await row(page, file).evaluate((element) => element === document.activeElement)) break;
        await page.keyboard.press('ArrowDown');
      }
      await page.keyboard.press('Enter');
      await expect(tab(page, file.split('/').at(-1) ?? file)).toHaveAttribute('aria-selected', 'true');
      await intoEditor(page);
      await replaceByKeyboard(page, solved(file));
    }
    for (const step of STEPS) await isDone(page, step);

    await tabTo(page, `#question-${question.id} input`, 'Shift+Tab');
    const right = question.options.findIndex((option) => option.correct);
    for (let moves = 0; moves < question.options.length; moves += 1) {
      const chosen = questionOn(page, question).locator('input').nth(right);
      if (await chosen.isChecked()) break;
      await page.keyboard.press('ArrowDown');
    }
    await tabTo(page, `#question-${question.id} button`);
    await page.keyboard.press('Enter');
    await expect(questionOn(page, question).locator('.quiz-verdict')).toHaveText('Right');
  });
});
