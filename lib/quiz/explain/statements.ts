/** A place in the answer, in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

/** One thing that an answer says: that an idea holds of a thing, or that it does not. */
export interface Statement {
  /** Id of the thing that it is about. */
  thing: string;
  idea: string;
  denied: boolean;
  /** The denial is in the verb's meaning: `is left out`; `is not` after it says the contrary. */
  inner: boolean;
  hedged: boolean;
  /** It is said of both things alike, and so tells no difference. */
  shared: boolean;
  /** Stems of the words that name the idea. */
  words: string;
  /** The words that say so. */
  spans: Span[];
}
