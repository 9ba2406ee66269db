import { z } from 'zod';
import { inWords } from './issue';
import { faultAt, faultIn, type Sources } from './sources';
import type { Check, Mistake, Task } from './task';

const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, 'ids are small letters, digits and hyphens: `copied`, `hook-created`');
const sentence = z.string().trim().min(10);
const path = z
  .string()
  .regex(/^[^/].*[^/]$/, 'paths are relative to the workspace, without a slash at either end');
const isFunction = (value: unknown): boolean => typeof value === 'function';

const checkSchema = z.strictObject({
  id,
  says: sentence.describe('What must be true, as a statement'),
  test: z.custom<Check['test']>(isFunction, '`test` is a function of the workspace'),
});

const mistakeSchema = z.strictObject({
  id: id.describe('Also the name of the folder below `mistakes/` that makes it'),
  made: z.custom<Mistake['made']>(isFunction, '`made` is a function of the workspace'),
  hint: sentence,
});

const stepSchema = z.strictObject({
  id,
  title: z.string().min(3),
  optional: z.boolean().optional(),
  checks: z.array(checkSchema).min(1, 'a step needs a check, or nobody can tell when it is done'),
  mistakes: z.array(mistakeSchema),
  hints: z.strictObject({ observe: sentence, where: sentence, change: sentence }),
  files: z.array(path).min(1, 'name the files that the step changes; its diff and its reset need them'),
});

const taskSchema: z.ZodType<Task> = z.strictObject({ steps: z.array(stepSchema).min(1), opens: path });

/**
 * Reads what a `task.ts` exports.
 *
 * @param file the path of `task.ts`, for messages
 * @param source its text, to find the line of a fault
 * @param sources the lesson's code, where the task is put together from several files
 * @throws ContentFault for a shape that is not a task's, and for an id that is used twice
 */
export function parseTask(
  file: string,
  source: string,
  value: unknown,
  sources: Sources = [{ file, source }],
): Task {
  const parsed = taskSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw faultIn(sources, value, issue?.path ?? [], inWords(issue));
  }
  const seen = new Set<string>();
  for (const { id: step, checks, mistakes } of parsed.data.steps) {
    for (const one of [step, ...checks.map((check) => check.id), ...mistakes.map((mistake) => mistake.id)]) {
      if (seen.has(one))
        throw faultAt(sources, [`id: '${one}'`], `the id "${one}" is used twice; rename one`);
      seen.add(one);
    }
  }
  return parsed.data;
}
