import * as z from 'zod';
import { patternsIn } from './patterns';
import type { Rubric } from './rubric';

const id = z.string().min(1);
const patterns = z.string().refine((list) => patternsIn(list).length > 0, 'write at least one pattern');
const share = z.number().min(0).max(1);

const fields = z.strictObject({
  question: id,
  prompt: z.string().min(1),
  things: z.tuple([z.strictObject({ id, names: patterns }), z.strictObject({ id, names: patterns })]),
  others: z.string(),
  ideas: z.record(id, patterns),
  ignored: z.string(),
  aside: z.string(),
  points: z
    .array(
      z.strictObject({
        ...{ id, about: id, says: z.array(id).min(1), denies: z.array(id) },
        hints: z.array(id).optional(),
      }),
    )
    .min(2)
    .max(5),
  correctWith: z.array(z.array(id).min(1)).min(1),
  floor: z.strictObject({ agreement: share, unsure: share }),
});

/** The format of a rubric (`content/<lesson>/explain.ts`); its fields are documented in `rubric.ts`. */
export const rubricSchema: z.ZodType<Rubric> = fields.superRefine((rubric, context) => {
  const fault = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  const things = rubric.things.map((thing) => thing.id);
  for (const [at, point] of rubric.points.entries()) {
    if (!things.includes(point.about)) fault(['points', at, 'about'], `there is no thing \`${point.about}\``);
    for (const idea of [...point.says, ...point.denies, ...(point.hints ?? [])]) {
      const name = idea.replace(/^!/, '');
      if (!Object.hasOwn(rubric.ideas, name)) fault(['points', at], `there is no idea \`${name}\``);
    }
  }
  for (const [at, group] of rubric.correctWith.entries()) {
    for (const point of group) {
      if (!rubric.points.some((one) => one.id === point))
        fault(['correctWith', at], `there is no point \`${point}\``);
    }
  }
});

/**
 * A line of `content/<lesson>/answers/*.jsonl`: an answer, and what a person made of it.
 *
 * `rules.jsonl` and `kept-out.jsonl` are written before the rubric; nobody reads what the grader makes of the second
 * while writing rules (`check --blind`), so that its figure tells how the rubric does on answers it has not seen.
 * `later-<n>.jsonl` were written against a rubric that existed, graded once, and then used to better it.
 * `exam-<n>.jsonl` were written by others without sight of rubric, grader or the answers above; the second was graded
 * after the first had been used, and only then read.
 */
export const labelledAnswerSchema = z.strictObject({
  id,
  /** What the answer tries: `swapped`, `misspelt`, `keywords`. */
  kind: id,
  verdict: z.enum(['correct', 'partly correct', 'incorrect']),
  /** People would not agree on the verdict. */
  arguable: z.boolean().optional(),
  answer: z.string(),
});

/** A line of a file to be graded. */
export const answerLineSchema = z.object({ id: z.union([z.string(), z.number()]), answer: z.string() });
