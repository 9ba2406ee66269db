import { readAnswer } from './answer';
import { type Lexicon, lexiconOf } from './lexicon';
import { type Cut, cutToLimit } from './limits';
import { isForeign, repeats, talksToGrader, textOfSentence } from './noise';
import { gradePoint, type PointGrade } from './points';
import { spanOf } from './reading';
import type { Rubric } from './rubric';
import { type Sentence, sentencesOf, wordsIn } from './segments';
import type { Span, Statement } from './statements';
import { type Token, tokensOf } from './tokens';
import { type Verdict, verdictOf } from './verdict';

export interface ExplanationGrade {
  verdict: Verdict;
  /** One for each point of the rubric, in its order. */
  points: PointGrade[];
  /** Sentences that counted for nothing, and why. */
  passedOver: { why: 'talks to the grader' | 'repeats the question' | 'another language'; span: Span }[];
  /** Set when the answer was too long to be read whole. */
  cut?: Cut;
}

/** What is read and what is not. `typed` are the tokens as the learner spelt them: other languages are not misspelt. */
interface Sorted {
  read: Sentence[];
  passedOver: ExplanationGrade['passedOver'];
}

function typedWords(typed: readonly Token[], { start, end }: Span): Token[] {
  return typed.filter((token) => token.isWord && token.start >= start && token.end <= end);
}

function sort(lexicon: Lexicon, text: string, typed: readonly Token[], tokens: readonly Token[]): Sorted {
  const read: Sentence[] = [];
  const passedOver: Sorted['passedOver'] = [];
  const foreignAnswer = isForeign(wordsIn(typed, { from: 0, to: typed.length }), lexicon.knows);
  for (const sentence of sentencesOf(tokens)) {
    const span = spanOf(tokens, sentence);
    const words = wordsIn(tokens, sentence);
    if (talksToGrader(textOfSentence(text, tokens, sentence)))
      passedOver.push({ why: 'talks to the grader', span });
    else if (repeats(lexicon.asked, words)) passedOver.push({ why: 'repeats the question', span });
    else if (foreignAnswer || isForeign(typedWords(typed, span), lexicon.knows))
      passedOver.push({ why: 'another language', span });
    else read.push(sentence);
  }
  return { read, passedOver };
}

function supposed(thing: string, unnamed: readonly Statement[]): Statement[] {
  return unnamed.map((one) => ({ ...one, thing, hedged: true }));
}

/** Who got one thing right and said of the other what we do not understand may well have got that right, too. */
function allowForOpaque(rubric: Rubric, points: PointGrade[], opaque: ReadonlySet<string>): PointGrade[] {
  if (!points.some((point) => point.status === 'met')) return points;
  const aboutOf = (id: string) => rubric.points.find((point) => point.id === id)?.about ?? '';
  const settled = new Set(
    points.filter((point) => point.status !== 'not shown').map((point) => aboutOf(point.id)),
  );
  return points.map((point) => {
    const about = aboutOf(point.id);
    return opaque.has(about) && !settled.has(about) ? { ...point, status: 'unsure' } : point;
  });
}

/**
 * Grades an explanation, point by point, by what it says of the things that the question compares.
 *
 * Deterministic, offline, and never throws, whatever the answer holds. Text that talks to whoever grades counts for
 * nothing, and what stands beside it is never passed without the learner's own word: those points are unsure.
 */
export function gradeExplanation(rubric: Rubric, answer: string): ExplanationGrade {
  const lexicon = lexiconOf(rubric);
  const { text, cut } = cutToLimit(answer);
  const typed = tokensOf(text);
  const tokens = typed.flatMap((token) => lexicon.read(token));
  const { read, passedOver } = sort(lexicon, text, typed, tokens);
  const { statements, unnamed, opaque } = readAnswer(lexicon, tokens, read);
  // `One is managed, the other is a task`: only the learner knows which is meant.
  const guessed = statements.length > 0 ? [] : lexicon.things.flatMap((thing) => supposed(thing, unnamed));
  const unreadable = passedOver.some((one) => one.why === 'another language');
  const addressed = passedOver.some((one) => one.why === 'talks to the grader');
  const graded = rubric.points.map((point) => gradePoint(point, [...statements, ...guessed], unreadable));
  const points = allowForOpaque(rubric, graded, opaque).map((point) =>
    addressed && point.status === 'met' ? { ...point, status: 'unsure' as const } : point,
  );
  const verdict = verdictOf(rubric, points);
  return cut === undefined ? { verdict, points, passedOver } : { verdict, points, passedOver, cut };
}
