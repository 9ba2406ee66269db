/**
 * Patterns, with commas between. A **pattern** is words with spaces between: `part of app`. A word matches by its stem, and misspelt; articles and
 * the like between two words are passed over. `a/b` is either word, `a?` may be absent, `=a` matches this very form
 * only, `_` stands for up to three words.
 */
export type Patterns = string;

/** What an author writes so that an explanation can be graded: data only, no code. */
export interface Rubric {
  /** The id of the question. */
  question: string;
  /** The question's text, so that an answer which only repeats it is seen. */
  prompt: string;
  /** The two things that the question compares, in the order in which it names them, each with patterns for its names. */
  things: readonly [Thing, Thing];
  /** First words that are the subject of a sentence about neither of the things: `deployment`. */
  others: Patterns;
  /** What can be said of a thing: for each idea, patterns for the ways of saying it. */
  ideas: Readonly<Record<string, Patterns>>;
  /** Patterns of words that mean nothing here, though they contain words that would. */
  ignored: Patterns;
  /**
   * Patterns of what is beside the point: a clause about one of the things that says this says nothing of the points.
   * A clause that holds neither an idea nor one of these was not understood, which is not the same.
   */
  aside: Patterns;
  points: readonly PointRubric[];
  /** The answer is correct when of each of these groups at least one point is met, and no point is contradicted. */
  correctWith: readonly (readonly string[])[];
  /** What `npm run quiz -- check` demands. */
  floor: {
    /** Of the clear answers to which the grader gave a verdict, the share that agrees with the label (0 to 1). */
    agreement: number;
    /** The share of all clear answers that may be unsure (0 to 1). */
    unsure: number;
  };
}

export interface Thing {
  id: string;
  names: Patterns;
}

/** How a point is recognised. An idea with `!` before it means that the idea is denied: `!desired`. */
export interface PointRubric {
  id: string;
  /** The thing that a statement must be about. */
  about: string;
  /** Saying any of these of the thing meets the point. */
  says: readonly string[];
  /** Saying any of these contradicts it. */
  denies: readonly string[];
  /** Saying any of these points there, but could be meant otherwise: unsure. */
  hints?: readonly string[];
}
