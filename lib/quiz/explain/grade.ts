import { askers } from './english';
import { type Lexicon, lexiconOf } from './lexicon';
import { type Cut, cutToLimit } from './limits';
import { isForeign, repeats, talksToGrader, textOfSentence } from './noise';
import { gradePoint, type PointGrade, type Span } from './points';
import { readSegment, type State, spanOf } from './reader';
import type { Rubric } from './rubric';
import { type Sentence, sentencesOf, wordsIn } from './segments';
import type { Statement } from './statements';
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

interface Sorted {
  read: Sentence[];
  passedOver: ExplanationGrade['passedOver'];
}

function sort(
  lexicon: Lexicon,
  text: string,
  tokens: readonly Token[],
  sentences: readonly Sentence[],
): Sorted {
  const read: Sentence[] = [];
  const passedOver: Sorted['passedOver'] = [];
  const foreignAnswer = isForeign(wordsIn(tokens, { from: 0, to: tokens.length }), lexicon.knows);
  for (const sentence of sentences) {
    const span = spanOf(tokens, sentence);
    const words = wordsIn(tokens, sentence);
    if (talksToGrader(textOfSentence(text, tokens, sentence)))
      passedOver.push({ why: 'talks to the grader', span });
    else if (repeats(lexicon.prompt, words)) passedOver.push({ why: 'repeats the question', span });
    else if (foreignAnswer || isForeign(words, lexicon.knows))
      passedOver.push({ why: 'another language', span });
    else read.push(sentence);
  }
  return { read, passedOver };
}

function isAsked(tokens: readonly Token[], sentence: Sentence): boolean {
  const first = wordsIn(tokens, sentence)[0];
  return sentence.isQuestion && first !== undefined && askers.has(first.text);
}

function readAll(lexicon: Lexicon, tokens: readonly Token[], sentences: readonly Sentence[]): Statement[] {
  const state: State = {
    subject: undefined,
    mentioned: undefined,
    previous: [],
    denied: false,
    deniedIdea: undefined,
  };
  const statements: Statement[] = [];
  let guessing = false;
  for (const sentence of sentences) {
    if (isAsked(tokens, sentence)) continue;
    state.denied = false;
    const found = sentence.segments.map((segment) => lexicon.finder.find(tokens, segment.from, segment.to));
    const hedged =
      sentence.isQuestion || found.some((items) => items.some((item) => item.means.kind === 'hedge'));
    const own = sentence.segments.flatMap((segment, at) =>
      readSegment({ lexicon, tokens, sentence, segment, items: found[at] ?? [], hedged }, state),
    );
    const speaksOfThing = found.some((items) => items.some((item) => item.means.kind === 'thing'));
    // `I am only guessing.` says so of everything.
    if (hedged && own.length === 0 && !speaksOfThing && !sentence.isQuestion) guessing = true;
    statements.push(...own);
  }
  return guessing ? statements.map((one) => ({ ...one, hedged: true })) : statements;
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
  const tokens = tokensOf(text).map((token) => lexicon.mend(token));
  const { read, passedOver } = sort(lexicon, text, tokens, sentencesOf(tokens));
  const statements = readAll(lexicon, tokens, read);
  const unreadable = passedOver.some((one) => one.why === 'another language');
  const addressed = passedOver.some((one) => one.why === 'talks to the grader');
  const points = rubric.points
    .map((point) => gradePoint(point, statements, unreadable))
    .map((point) => (addressed && point.status === 'met' ? { ...point, status: 'unsure' as const } : point));
  const verdict = verdictOf(rubric, new Map(points.map((point) => [point.id, point.status])));
  return cut === undefined ? { verdict, points, passedOver } : { verdict, points, passedOver, cut };
}
