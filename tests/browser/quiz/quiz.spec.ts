import { expect, test } from '@playwright/test';
import { expectAccessible, LESSON, scriptsRun, stored, watch } from '../support';
import { answerRightly, check, closed, first, plain, questionOn } from './answering';

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('every question can be read, with all its options', async ({ page }) => {
    await page.goto(LESSON);
    for (const question of closed) {
      const at = questionOn(page, question);
      await expect(at).toContainText(plain(question.prompt));
      if ('options' in question)
        for (const option of question.options) await expect(at).toContainText(plain(option.text));
      if ('items' in question)
        for (const item of question.items) await expect(at).toContainText(plain(item.text));
      if ('gaps' in question) await expect(at.locator('input')).toHaveCount(question.gaps.length);
    }
  });
});

test('every question, answered rightly, is right, tells why, and is so again after a reload', async ({
  page,
}) => {
  test.slow(); // Fourteen questions, twice.
  const seen = await watch(page);
  await page.goto(LESSON);
  for (const question of closed) {
    await answerRightly(page, question);
    await check(page, question);
    await expect(questionOn(page, question).locator('.quiz-verdict')).toHaveText('Right');
    await expect(questionOn(page, question)).toContainText(plain(question.prompt));
  }
  const kept = async () => (await stored(page)).split('"checked":true').length - 1;
  await expect.poll(kept).toBe(closed.length);
  await page.reload();
  for (const question of closed)
    await expect(questionOn(page, question).locator('.quiz-verdict')).toHaveText('Right');
  expect(await seen()).toEqual([]);
});

test('every link to where something is taught leads to a place on the page', async ({ page }) => {
  await page.goto(LESSON);
  const anchors = new Set(
    closed.flatMap((question) => [
      question.teaches,
      ...('options' in question
        ? question.options
        : 'items' in question
          ? question.items
          : question.gaps
      ).map((one) => one.teaches),
    ]),
  );
  for (const anchor of anchors) await expect(page.locator(anchor)).toHaveCount(1);
});

test('a wrong choice says why it is wrong, without giving the right one away until asked', async ({
  page,
}) => {
  const question = first('one-choice');
  const wrong = question.options.find((option) => !option.correct);
  const right = question.options.find((option) => option.correct);
  if (!wrong || !right) throw new Error('a choice needs both');
  await page.goto(LESSON);
  await scriptsRun(page);
  const at = questionOn(page, question);
  await at.getByLabel(plain(wrong.text), { exact: true }).check();
  await check(page, question);
  await expect(at.locator('.quiz-verdict')).toHaveText('Not right');
  await expect(at).toContainText(plain(wrong.explanation));
  await expect(at).not.toContainText(plain(right.explanation));
  await at.getByRole('button', { name: 'Show the answer' }).click();
  await expect(at).toContainText(plain(right.explanation));
  await expect(at.getByText('Missed', { exact: true })).toBeVisible();
  await expectAccessible(page);

  await at.getByRole('button', { name: 'Try again' }).click();
  await expect(at.locator('.quiz-verdict')).toHaveText('');
  await at.getByLabel(plain(right.text), { exact: true }).check();
  await check(page, question);
  await expect(at.locator('.quiz-verdict')).toHaveText('Right');
});

test('several choices of which only some are right are partly right', async ({ page }) => {
  const question = closed.find(
    (one) => one.kind === 'several-choices' && one.options.filter((option) => option.correct).length > 1,
  );
  if (question?.kind !== 'several-choices') throw new Error('there is no such question');
  const [one] = question.options.filter((option) => option.correct);
  await page.goto(LESSON);
  await scriptsRun(page);
  const at = questionOn(page, question);
  await at.getByLabel(plain(one?.text ?? ''), { exact: true }).check();
  await check(page, question);
  await expect(at.locator('.quiz-verdict')).toHaveText('Partly right');
});

test('nothing is graded before there is an answer', async ({ page }) => {
  await page.goto(LESSON);
  const said = {
    'one-choice': 'Choose an option first.',
    'several-choices': 'Choose at least one option first.',
    'sort-into-groups': 'Choose a group for every item first.',
    'complete-yaml': 'Fill every gap first.',
  } as const;
  for (const kind of ['one-choice', 'several-choices', 'sort-into-groups', 'complete-yaml'] as const) {
    const question = first(kind);
    await check(page, question);
    await expect(questionOn(page, question).locator('.quiz-verdict')).toHaveText(said[kind]);
  }
});

test('all kinds are answered with the keyboard alone', async ({ page }) => {
  await page.goto(LESSON);
  await scriptsRun(page);
  const keys = async (...names: string[]) => {
    for (const name of names) await page.keyboard.press(name);
  };

  const choice = first('one-choice');
  const index = choice.options.findIndex((option) => option.correct);
  await questionOn(page, choice).getByRole('radio').first().focus();
  await keys('Space', ...Array<string>(index).fill('ArrowDown'), 'Enter');
  await expect(questionOn(page, choice).locator('.quiz-verdict')).toHaveText('Right');

  const ordering = first('put-in-order');
  const items = ordering.items.map((item) => plain(item.text));
  const list = questionOn(page, ordering);
  for (const [to, text] of items.entries()) {
    const now = await list.locator('li').allTextContents();
    const from = now.findIndex((one) => one.includes(text));
    const button = list.getByRole('button', { name: `Move up: ${text}`, exact: true });
    await button.focus();
    await keys(...Array<string>(Math.max(0, from - to)).fill('ArrowUp'));
    await expect(button).toBeFocused();
  }
  await list.getByRole('button', { name: 'Check' }).focus();
  await keys('Enter');
  await expect(list.locator('.quiz-verdict')).toHaveText('Right');

  const sorting = first('sort-into-groups');
  for (const [at, item] of sorting.items.entries()) {
    const group = sorting.groups.find(({ id }) => id === item.group);
    await questionOn(page, sorting).locator('select').nth(at).focus();
    await page.keyboard.type(plain(group?.title ?? ''));
  }
  await questionOn(page, sorting).getByRole('button', { name: 'Check' }).focus();
  await keys('Space');
  await expect(questionOn(page, sorting).locator('.quiz-verdict')).toHaveText('Right');
});

test('an explanation is laid beside the model answer, point by point, and the learner has the last word', async ({
  page,
}) => {
  const seen = await watch(page);
  await page.goto(LESSON);
  const answer = page.getByLabel(/key difference/);
  const compare = page.getByRole('button', { name: 'Compare with the model answer' });
  await compare.click();
  await expect(page.getByText('Write your answer first')).toBeVisible();
  const text = 'A Job in a wave is part of the desired state. A hook is not, it is a task. <b>bold</b>';
  await answer.fill(text);
  await compare.click();
  await expect(page.locator('.quiz-answer').first()).toHaveText(text);
  await expect(page.getByText('Model answer', { exact: true })).toBeVisible();
  const points = page.locator('.quiz-points').getByRole('checkbox');
  await expect(points).toHaveCount(3);
  // The grader has read it: the words that earned a point are shown.
  await expect(page.getByText(/Found in your answer/).first()).toBeVisible();
  for (const point of await points.all()) await point.check();
  await page.getByRole('button', { name: 'Keep this judgement' }).click();
  await expect(page.getByText('3 of 3 points. Kept.')).toBeVisible();
  const met = async () => (await stored(page)).split('"learner":"met"').length - 1;
  await expect.poll(met).toBe(3);
  await expectAccessible(page);
  await points.first().uncheck();
  await expect(page.getByText('2 of 3 points')).toBeVisible();

  await expect.poll(met).toBe(2);
  await page.reload();
  await expect(page.getByText('2 of 3 points')).toBeVisible();
  await page.getByRole('button', { name: 'Change my answer' }).click();
  await expect(answer).toHaveValue(text);
  expect(await seen()).toEqual([]);
});

test('what the grader is unsure of is left to the learner, who decides with the keyboard', async ({
  page,
}) => {
  const seen = await watch(page);
  await page.goto(LESSON);
  const compare = page.getByRole('button', { name: 'Compare with the model answer' });
  await page
    .getByLabel(/key difference/)
    .fill(
      'The wave Job is a managed resource that Argo CD compares with Git all the time. Der Hook ist nur eine Aufgabe und nicht mehr.',
    );
  await compare.focus();
  await page.keyboard.press('Enter');
  // The button is gone: the focus is where the comparison begins.
  await expect(page.getByRole('group', { name: 'Your answer beside the model answer' })).toBeFocused();
  await expect(page.getByText(/Not counted, as it is in a language/)).toBeVisible();
  const points = page.locator('.quiz-points');
  await expect(points.getByRole('checkbox')).toHaveCount(1);
  const yes = points.getByRole('radio', { name: 'My answer says this', exact: true });
  await expect(yes).toHaveCount(2);
  for (const one of await yes.all()) await expect(one).not.toBeChecked();
  const status = page.locator('.quiz-verdict', { hasText: 'of 3 points' });
  await expect(status).toContainText('Not sure');
  await expectAccessible(page);

  const keep = page.getByRole('button', { name: 'Keep this judgement' });
  await keep.click();
  await expect(status).toContainText('Decide first');
  await yes.first().focus();
  await page.keyboard.press('Space');
  await expect(status).toContainText('Right');
  await yes.nth(1).focus();
  await page.keyboard.press('ArrowDown');
  await expect(points.getByRole('radio', { name: 'My answer does not say this' }).nth(1)).toBeChecked();
  await keep.focus();
  await page.keyboard.press('Enter');
  await expect(status).toContainText('2 of 3 points. Kept.');
  await page.getByRole('button', { name: 'Change my answer' }).press('Enter');
  await expect(page.getByLabel(/key difference/)).toBeFocused();
  expect(await seen()).toEqual([]);
});

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('no question is wider than the window', async ({ page }) => {
    await page.goto(LESSON);
    for (const question of closed) {
      await answerRightly(page, question);
      await check(page, question);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
