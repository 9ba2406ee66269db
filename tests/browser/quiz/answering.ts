import type { Locator, Page } from '@playwright/test';
import { quiz } from '@/content/week1/day6/quiz';
import type { ClosedQuestion } from '@/lib/quiz';
import { scriptsRun } from '../support';

/** The lesson's closed questions, as its author wrote them. */
export const closed: ClosedQuestion[] = quiz.flatMap((one) => (one.kind === 'explain' ? [] : [one]));

/** The first question of a kind. */
export function first<K extends ClosedQuestion['kind']>(kind: K): Extract<ClosedQuestion, { kind: K }> {
  const isKind = (one: ClosedQuestion): one is Extract<ClosedQuestion, { kind: K }> => one.kind === kind;
  const found = closed.find(isKind);
  if (found === undefined) throw new Error(`the lesson has no question of the kind ${kind}`);
  return found;
}

export const plain = (text: string): string => text.replaceAll('`', '');

/** Where a question stands on the page. */
export const questionOn = (page: Page, { id }: { id: string }): Locator => page.locator(`#question-${id}`);

/** Puts the items into the right order with the buttons. */
async function order(at: Locator, texts: readonly string[]): Promise<void> {
  for (const [to, text] of texts.entries()) {
    for (let tries = 0; tries < texts.length; tries += 1) {
      const now = await at.locator('li').allTextContents();
      if (now.findIndex((one) => one.includes(text)) <= to) break;
      await at.getByRole('button', { name: `Move up: ${text}`, exact: true }).click();
    }
  }
}

/** Answers a question rightly, without checking it. */
export async function answerRightly(page: Page, question: ClosedQuestion): Promise<void> {
  const at = questionOn(page, question);
  await scriptsRun(page);
  switch (question.kind) {
    case 'one-choice':
    case 'several-choices':
      for (const option of question.options)
        if (option.correct) await at.getByLabel(plain(option.text), { exact: true }).check();
      return;
    case 'put-in-order':
      await order(
        at,
        question.items.map((item) => plain(item.text)),
      );
      return;
    case 'sort-into-groups':
      for (const [index, item] of question.items.entries())
        await at.locator('select').nth(index).selectOption(item.group);
      return;
    case 'complete-yaml':
      for (const [index, [, id]] of [...question.template.matchAll(/\{\{([^{}]*)\}\}/g)].entries())
        await at
          .locator('input')
          .nth(index)
          .fill(question.gaps.find((gap) => gap.id === id)?.accepts[0] ?? '');
      return;
  }
}

/** Asks for the verdict on a question. */
export async function check(page: Page, question: ClosedQuestion): Promise<void> {
  await questionOn(page, question).getByRole('button', { name: 'Check' }).click();
}
