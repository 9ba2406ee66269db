import type { z } from 'zod';
import type { closedAnswerSchema, questionSchema } from './schema';

// Types only: nothing of zod reaches whoever imports this file.

/** One question of a lesson; the fields are documented in `schema.ts`. */
export type Question = z.infer<typeof questionSchema>;
/** The questions of a lesson, in the order in which they are asked. */
export type Quiz = readonly Question[];
type Kind<K extends Question['kind']> = Extract<Question, { kind: K }>;

export type OneChoice = Kind<'one-choice'>;
export type SeveralChoices = Kind<'several-choices'>;
export type PutInOrder = Kind<'put-in-order'>;
export type SortIntoGroups = Kind<'sort-into-groups'>;
export type CompleteYaml = Kind<'complete-yaml'>;
/** A question that is answered in the learner's own words. */
export type Explain = Kind<'explain'>;
/** A question whose answer is right or wrong without reading a sentence. */
export type ClosedQuestion = Exclude<Question, Explain>;
/** A learner's answer to a closed question; what is not answered yet is simply absent. */
export type ClosedAnswer = z.infer<typeof closedAnswerSchema>;
