import type { Given } from '@/lib/progress';
import type { Part } from '@/lib/quiz';

/** What the form of each kind of question is given. */
export interface FormProps<Q> {
  question: Q;
  given: Given | undefined;
  give: (given: Given) => void;
  /** What became of an option, item or gap, when that may be told. `picked`: the learner has said something about it. */
  shown: (id: string, picked: boolean) => Part | undefined;
  /** Whether the learner has asked for the whole answer. */
  revealed: boolean;
  /** Begins the ids and names of this question's elements. */
  name: string;
}
