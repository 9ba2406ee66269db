import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { answerRightly, check, closed, first, questionOn } from '../quiz/answering';
import { expectAccessible, LESSON, stored } from '../support';

const question = first('one-choice');

/** What a learner wrote to the question in free text. */
const explanation = (page: Page) => page.getByLabel(/key difference/);
const notices = (page: Page) => page.getByRole('region', { name: 'Your saved work' });

async function answer(page: Page): Promise<void> {
  await page.goto(LESSON);
  await answerRightly(page, question);
  await check(page, question);
  await explanation(page).fill('A hook is a task of the sync.');
  await expect.poll(() => stored(page)).toContain('A hook is a task of the sync.');
}

async function openData(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Your data' }).first().click();
  await expect(page.getByRole('button', { name: 'Export' })).toBeVisible();
}

test('a learner who comes back finds the answers, may start fresh, and may take that back', async ({
  page,
}) => {
  await answer(page);
  await page.reload();
  await expect(notices(page)).toContainText(/Your draft of \d+:\d+ today is restored\./);
  await expect(explanation(page)).toHaveValue('A hook is a task of the sync.');
  await expect(questionOn(page, question).locator('.quiz-verdict')).toHaveText('Right');
  await expectAccessible(page);
  await notices(page).getByRole('button', { name: 'Start fresh' }).click();
  await expect(explanation(page)).toHaveValue('');
  await notices(page).getByRole('button', { name: 'Undo' }).click();
  await expect(explanation(page)).toHaveValue('A hook is a task of the sync.');
});

test('what was typed in the very last moment is there after a reload', async ({ page }) => {
  await page.goto(LESSON);
  await answerRightly(page, question);
  await expect.poll(() => stored(page)).toContain(question.id);
  await explanation(page).fill('the last words');
  await page.reload();
  await expect(explanation(page)).toHaveValue('the last words');
});

test('work that is exported and cleared comes back with an import', async ({ page }) => {
  await answer(page);
  await openData(page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const file = await (await downloading).path();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    format: 'argocd-day-by-day/progress',
    version: 1,
  });
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Clear everything …' }).click();
  await page.getByRole('button', { name: 'Yes, clear everything' }).click();
  await expect(page.getByText('Everything is cleared.')).toBeVisible();
  await expect(explanation(page)).toHaveValue('');

  await page.getByLabel(/An import adds/).setInputFiles(file);
  await expect(page.getByText(/Files and answers: 2 that you do not have here/)).toBeVisible();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('Imported.')).toBeVisible();
  await expect(explanation(page)).toHaveValue('A hook is a task of the sync.');
  await page.reload();
  await expect(questionOn(page, question).locator('.quiz-verdict')).toHaveText('Right');
});

test('an import that differs keeps both versions and asks', async ({ page }) => {
  await answer(page);
  await openData(page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const file = await (await downloading).path();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await explanation(page).fill('Something newer.');
  await openData(page);
  await page.getByLabel(/An import adds/).setInputFiles(file);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(explanation(page)).toHaveValue('Something newer.');
  await expect(notices(page)).toContainText('The import has another version of one of your answers');
  await notices(page).getByRole('button', { name: 'Take the other version' }).click();
  await expect(explanation(page)).toHaveValue('A hook is a task of the sync.');
});

test('a hostile file is refused with the reason, shown as text, and nothing changes', async ({ page }) => {
  await answer(page);
  await openData(page);
  const files = [
    { text: 'no JSON', said: 'It is not JSON' },
    { text: '{"__proto__": {"a": 1}}', said: 'a field named __proto__' },
    {
      text: '{"format":"argocd-day-by-day/progress","version":9}',
      said: 'It comes from a newer version of this course',
    },
    {
      text: '{"format":"argocd-day-by-day/progress","version":1,"exportedAt":1,"drafts":[],"events":[],"<img src=x onerror=alert(1)>":1}',
      said: '<img src=x onerror=alert(1)> is not what an export has there.',
    },
  ];
  for (const { text, said } of files) {
    const name = '<script>alert(1)</script>.json';
    const buffer = Buffer.from(text);
    await page.getByLabel(/An import adds/).setInputFiles({ name, mimeType: 'application/json', buffer });
    await expect(page.getByText(`${name} was not imported.`)).toBeVisible();
    await expect(page.getByRole('dialog')).toContainText(said);
  }
  await expect(explanation(page)).toHaveValue('A hook is a task of the sync.');
});

test('two tabs on one lesson see each other’s answers', async ({ context }) => {
  const [one, two] = [await context.newPage(), await context.newPage()];
  await one.goto(LESSON);
  await two.goto(LESSON);
  await explanation(one).fill('from the first tab');
  await expect(explanation(two)).toHaveValue('from the first tab');
  await explanation(two).fill('from the second tab');
  await expect(explanation(one)).toHaveValue('from the second tab');
  await expect(notices(one)).not.toContainText('Both are kept');
});

test('a tab that missed what the other saved destroys nothing: both versions are kept', async ({
  context,
}) => {
  const [one, two] = [await context.newPage(), await context.newPage()];
  await two.addInitScript(() => {
    Reflect.deleteProperty(window, 'BroadcastChannel');
  });
  await one.goto(LESSON);
  await two.goto(LESSON);
  await explanation(two).fill('draft');
  await expect.poll(() => stored(two)).toContain('draft');
  await explanation(one).fill('from the first tab');
  await expect.poll(() => stored(one)).toContain('from the first tab');
  await explanation(two).fill('from the second tab');
  await expect(notices(two)).toContainText('Another tab has saved another version of one of your answers');
  await expect(explanation(two)).toHaveValue('from the second tab');
  await expectAccessible(two);
  await notices(two).getByRole('button', { name: 'Take the other version' }).first().click();
  await expect(explanation(two)).not.toHaveValue('from the second tab');
});

test('a damaged record is set aside and can be downloaded; the rest is there', async ({ page }) => {
  await answer(page);
  await page.evaluate(async () => {
    const request = indexedDB.open('argocd-day-by-day');
    await new Promise((resolve) => request.addEventListener('success', resolve));
    const transaction = request.result.transaction('drafts', 'readwrite');
    transaction.objectStore('drafts').put('damaged', ['week1/day6', 'files', 'bad.yaml']);
    await new Promise((resolve) => transaction.addEventListener('complete', resolve));
    request.result.close();
  });
  await page.reload();
  await expect(notices(page)).toContainText(
    'One saved record could not be read (it is damaged) and is set aside.',
  );
  await expect(explanation(page)).toHaveValue('A hook is a task of the sync.');
  const downloading = page.waitForEvent('download');
  await notices(page).getByRole('button', { name: 'Download it' }).click();
  const file = await (await downloading).path();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ record: 'damaged', reason: 'corrupt' });
  await notices(page).getByRole('button', { name: 'Throw it away' }).click();
  await expect(notices(page)).not.toContainText('set aside');
});

test('where nothing can be kept, the lesson works and one line says so', async ({ page }) => {
  await page.addInitScript(() => {
    indexedDB.open = () => {
      throw new DOMException('storage is closed', 'SecurityError');
    };
  });
  await page.goto(LESSON);
  await expect(notices(page)).toContainText('This browser keeps nothing for this page');
  for (const one of closed.slice(0, 3)) {
    await answerRightly(page, one);
    await check(page, one);
    await expect(questionOn(page, one).locator('.quiz-verdict')).toHaveText('Right');
  }
  await expectAccessible(page);
  const downloading = page.waitForEvent('download');
  await notices(page).getByRole('button', { name: 'Export' }).click();
  const file = readFileSync(await (await downloading).path(), 'utf8');
  for (const one of closed.slice(0, 3)) expect(file).toContain(one.id);
});
