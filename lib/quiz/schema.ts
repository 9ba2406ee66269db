import * as z from 'zod';

/*
 * The format of a lesson's questions (`content/<lesson>/quiz.ts`), and its documentation. Loading this file costs zod:
 * content building and tests import it, the browser imports `lib/quiz` and gets the types only.
 *
 * Text is one paragraph of plain words in which only `code` in backticks is marked up.
 */

const id = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens: `sync-wave`');
const text = z.string().trim().min(1, 'text must not be empty');
/** The heading of the lesson under which the paragraph stands that teaches this: `#hook-types`. */
const anchor = z
  .string()
  .regex(/^#[a-z0-9]+(-[a-z0-9]+)*$/, 'an anchor is `#` and the slug of a heading: `#hook-types`');

const taught = {
  id,
  /** What a learner reads after answering: why this is so, for this very option. */
  explanation: text,
  teaches: anchor,
};
const question = { id, prompt: text, teaches: anchor };

function distinct(things: readonly { id: string }[]): boolean {
  return new Set(things.map((thing) => thing.id)).size === things.length;
}
const distinctIds = 'two of these have the same id';

const option = z.strictObject({ ...taught, text, correct: z.boolean() });
const options = z.array(option).min(2).refine(distinct, distinctIds);

const oneChoice = z.strictObject({
  kind: z.literal('one-choice'),
  ...question,
  options: options.refine(
    (all) => all.filter((one) => one.correct).length === 1,
    'a question of one choice has exactly one correct option; for more, use `several-choices`',
  ),
});

const severalChoices = z.strictObject({
  kind: z.literal('several-choices'),
  ...question,
  options: options.refine((all) => all.some((one) => one.correct), 'at least one option must be correct'),
});

const putInOrder = z.strictObject({
  kind: z.literal('put-in-order'),
  ...question,
  /** In the right order, first to last; whoever shows them shuffles them. */
  items: z
    .array(
      z.strictObject({
        ...taught,
        text,
        /** True when this item and the one before it may stand in either order. */
        tiedWithPrevious: z.boolean().optional(),
      }),
    )
    .min(3)
    .refine(distinct, distinctIds),
});

const sortIntoGroups = z
  .strictObject({
    kind: z.literal('sort-into-groups'),
    ...question,
    groups: z
      .array(z.strictObject({ id, title: text }))
      .min(2)
      .refine(distinct, distinctIds),
    /** `group` is the id of the group where the item belongs. */
    items: z
      .array(z.strictObject({ ...taught, text, group: id }))
      .min(2)
      .refine(distinct, distinctIds),
  })
  .superRefine(({ groups, items }, context) => {
    for (const [at, item] of items.entries()) {
      if (groups.some((group) => group.id === item.group)) continue;
      const known = groups.map((group) => `\`${group.id}\``).join(', ');
      context.addIssue({
        code: 'custom',
        path: ['items', at, 'group'],
        message: `there is no group \`${item.group}\`; write one of ${known}`,
      });
    }
  });

const gap = z.strictObject({
  ...taught,
  /**
   * What may stand in the gap, as YAML; compared as a parsed value, so `"80"` is another answer than `80` but `'a'` is
   * the same as `a`. The first is shown as the solution.
   */
  accepts: z.array(z.string().min(1)).min(1),
  /** `comma-list`: the value is a comma-separated list whose order and spaces do not matter. Default: `value`. */
  compare: z.enum(['value', 'comma-list']).optional(),
  /** Answers that are wrong for a reason of their own, each with that reason in place of the gap's explanation. */
  mistakes: z.array(z.strictObject({ value: z.string(), explanation: text })).optional(),
});

const completeYaml = z
  .strictObject({
    kind: z.literal('complete-yaml'),
    ...question,
    /** YAML in which `{{id}}` marks a gap: `hook: {{type}}`. Each gap stands exactly once. */
    template: z.string().min(1),
    gaps: z.array(gap).min(1).refine(distinct, distinctIds),
  })
  .superRefine(({ template, gaps }, context) => {
    const marked = [...template.matchAll(/\{\{([^{}]*)\}\}/g)].map((match) => match[1] ?? '').sort();
    const defined = gaps.map((one) => one.id).sort();
    if (marked.join() === defined.join()) return;
    context.addIssue({
      code: 'custom',
      path: ['template'],
      message: `the template marks the gaps [${marked}], but \`gaps\` defines [${defined}]`,
    });
  });

const explain = z.strictObject({
  kind: z.literal('explain'),
  ...question,
  /** One good answer, shown after the learner's own. */
  modelAnswer: text,
  /** What an answer has to say, in the learner's words; the rubric (`explain.ts`) tells how each is recognised. */
  points: z
    .array(z.strictObject({ id, text, teaches: anchor }))
    .min(2)
    .max(5)
    .refine(distinct, distinctIds),
});

const closed = [oneChoice, severalChoices, putInOrder, sortIntoGroups, completeYaml] as const;

/** One question of a lesson. */
export const questionSchema = z.discriminatedUnion('kind', [...closed, explain]);

/** The questions of a lesson, in the order in which they are asked. */
export const quizSchema = z.array(questionSchema).min(1).refine(distinct, distinctIds);

/** A learner's answer to a closed question, as it is saved. */
export const closedAnswerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('one-choice'), chosen: z.string().optional() }),
  z.strictObject({ kind: z.literal('several-choices'), chosen: z.array(z.string()) }),
  /** Item ids, first to last. */
  z.strictObject({ kind: z.literal('put-in-order'), order: z.array(z.string()) }),
  /** Item id to group id; an item that is not placed yet has no entry. */
  z.strictObject({ kind: z.literal('sort-into-groups'), placed: z.record(z.string(), z.string()) }),
  /** Gap id to what was typed. */
  z.strictObject({ kind: z.literal('complete-yaml'), values: z.record(z.string(), z.string()) }),
]);
