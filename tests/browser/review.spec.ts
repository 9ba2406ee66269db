import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { answerRightly, check, first, plain, questionOn } from './quiz/answering';
import { expectAccessible, LESSON, scriptsRun, stored, WIDTHS, watch } from './support';

const DAY = 86_400_000;
const START = new Date('2026-03-02T09:00:00').getTime();
const question = first('one-choice');
const right = question.options.find((option) => option.correct);
const wrong = question.options.find((option) => !option.correct);

/** Answers the question in the lesson, and waits until it is kept. */
async function answerInLesson(page: Page, answer: 'right' | 'wrong'): Promise<void> {
  await page.goto(LESSON);
  await scriptsRun(page);
  if (answer === 'right') await answerRightly(page, question);
  else
    await questionOn(page, question)
      .getByLabel(plain(wrong?.text ?? ''), { exact: true })
      .check();
  await check(page, question);
  await expect(questionOn(page, question).locator('.quiz-verdict')).not.toHaveText('');
  await expect.poll(() => stored(page, 'events')).toContain('"answered"');
}

test('before anything was answered, the review says where cards come from', async ({ page }) => {
  const seen = await watch(page);
  await page.goto('/review');
  await expect(page.getByRole('heading', { name: 'Nothing to review yet' })).toBeVisible();
  await expectAccessible(page);
  await page.goto('/');
  await expect(page.getByRole('link', { name: /^Review \(/ })).toHaveCount(0);
  expect(await seen()).toEqual([]);
});

test('what was answered in the lesson is due on a later day, and is gone when it was answered again', async ({
  page,
}) => {
  const seen = await watch(page);
  await page.clock.setSystemTime(START);
  await answerInLesson(page, 'right');
  await page.goto('/review');
  await expect(page.getByRole('heading', { name: 'Nothing is due now' })).toBeVisible();

  await page.clock.setSystemTime(START + 3 * DAY);
  await page.goto('/');
  await page.getByRole('link', { name: 'Review (1 due)' }).click();
  await expect(page.getByRole('heading', { name: 'One card is due' })).toBeVisible();
  await expect(page.getByText(plain(question.prompt))).toBeVisible();
  await expect(page.getByRole('radio', { name: plain(right?.text ?? ''), exact: true })).not.toBeChecked();
  await expectAccessible(page);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over, `${width} px`).toBeLessThanOrEqual(0);
  }

  await page.getByRole('radio', { name: plain(right?.text ?? ''), exact: true }).check();
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByText('Say first how sure you are.')).toBeVisible();
  await page.getByRole('radio', { name: 'High: I know it' }).check();
  // With the keyboard: the same place on the page checks, and then goes on.
  await page.getByRole('button', { name: 'Check' }).press('Enter');
  await expect(page.locator('.quiz-verdict')).toHaveText('Right');
  await expect(page.getByText(plain(right?.explanation ?? ''))).toBeVisible();
  const taught = page.getByRole('link', { name: 'Where this is taught' }).first();
  await expect(taught).toHaveAttribute('href', /^\/week1\/day6#/);
  await expectAccessible(page);
  await expect(page.getByRole('button', { name: 'Next' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Done for now' })).toBeFocused();
  await expect(page.getByText(/^The next card comes on /)).toBeVisible();

  await page.reload();
  await expect(page.getByRole('heading', { name: 'Nothing is due now' })).toBeVisible();
  await expect(page.getByText(/^2 answers on 2 days/)).toBeVisible();
  expect(await seen()).toEqual([]);
});

test('what was not known comes back within minutes, and leaves as text for Anki', async ({ page }) => {
  await page.clock.setSystemTime(START);
  await answerInLesson(page, 'wrong');
  await page.clock.setSystemTime(START + 120_000);
  await page.goto('/review');
  await expect(page.getByRole('heading', { name: 'One card is due' })).toBeVisible();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export to Anki' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toBe('argocd-day-by-day-anki.txt');
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toContain(`"week1/day6#${question.id}"`);
  expect(text).toContain('#separator:tab');
});

test('a step that was done with hints is asked again, and judged by the learner', async ({ page }) => {
  await page.clock.setSystemTime(START);
  await page.goto('/review');
  await expect(page.getByRole('heading', { name: 'Nothing to review yet' })).toBeVisible();
  await page.evaluate(async (at) => {
    const event = { id: 'with-hints', at, lesson: 'week1/day6', kind: 'step-passed', step: 'hook', hints: 2 };
    const opening = indexedDB.open('argocd-day-by-day');
    await new Promise((resolve, reject) => {
      opening.onerror = reject;
      opening.onsuccess = () => {
        const work = opening.result.transaction('events', 'readwrite');
        work.objectStore('events').put({ v: 1, event }, [event.id]);
        work.onerror = reject;
        work.oncomplete = resolve;
      };
    });
  }, START);
  await page.clock.setSystemTime(START + DAY);
  await page.reload();
  await expect(page.getByText('You did this step with hints')).toBeVisible();
  await page.getByRole('radio', { name: 'Medium' }).check();
  await page.getByRole('button', { name: 'Show what to change' }).click();
  await expect(page.getByRole('button', { name: 'I knew it' })).toBeFocused();
  await expect(page.getByRole('link', { name: 'The step in the lesson' })).toHaveAttribute(
    'href',
    '/week1/day6#step-hook',
  );
  await expectAccessible(page);
  await page.getByRole('button', { name: 'I knew a part of it' }).click();
  await expect(page.getByRole('heading', { name: 'Done for now' })).toBeFocused();
});
