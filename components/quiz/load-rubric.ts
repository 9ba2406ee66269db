import { array, number, object, optional, parse, record, string, tuple } from 'valibot';
import type { Rubric } from '@/lib/quiz/explain';

const words = array(string());
const thing = object({ id: string(), names: string() });
/** As `Rubric` of lib/quiz, which documents the fields. */
const rubricSchema = object({
  question: string(),
  prompt: string(),
  things: tuple([thing, thing]),
  others: string(),
  ideas: record(string(), string()),
  ignored: string(),
  aside: string(),
  points: array(
    object({ id: string(), about: string(), says: words, denies: words, hints: optional(words) }),
  ),
  correctWith: array(words),
  floor: object({ agreement: number(), unsure: number() }),
});

/** Fetches the rubric of a question, a static file of the build. Throws when it cannot be had or is none. */
export async function loadRubric(url: string): Promise<Rubric> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
  return parse(rubricSchema, await response.json());
}
