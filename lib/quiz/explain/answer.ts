import { laterName } from './asides';
import { Discourse } from './discourse';
import { askers } from './english';
import { type Framed, framed } from './frames';
import type { Lexicon } from './lexicon';
import { readSegment } from './reader';
import { type Item, oppositeOf, type State } from './reading';
import { type Sentence, segmentsOf, wordsIn } from './segments';
import type { Statement } from './statements';
import type { Token } from './tokens';
import { isWordList } from './word-list';

/** What an answer says of the things. */
export interface ReadAnswer {
  statements: Statement[];
  /** What is said of one of the things, without a word of which. */
  unnamed: readonly Statement[];
  /** Things of which something was said that was not understood. */
  opaque: ReadonlySet<string>;
}

const answers = new Map<string, 'affirmed' | 'denied'>([
  ...['yes', 'yep', 'exactly', 'right', 'correct', 'true'].map((word) => [word, 'affirmed'] as const),
  ...['no', 'nope', 'wrong', 'false', 'never'].map((word) => [word, 'denied'] as const),
]);

function isAsked(tokens: readonly Token[], sentence: Sentence): boolean {
  const first = wordsIn(tokens, sentence)[0];
  return sentence.isQuestion && first !== undefined && askers.has(first.text);
}

/** Whether a segment makes its sentence a guess; `I am not clear about hooks` is one about hooks alone. */
function isHedge(items: readonly Item[]): boolean {
  const has = (kind: Item['means']['kind']) => items.some((item) => item.means.kind === kind);
  // `There is no way it could be …` is no guess.
  const names = has('thing') || has('opposite') || has('both');
  return has('hedge') && !has('negation') && (!names || has('idea'));
}

function newState(): State {
  return {
    ...{
      subject: undefined,
      mentioned: undefined,
      comparison: undefined,
      deniedIdea: undefined,
      pending: [],
    },
    ...{
      previous: [],
      said: [],
      unnamed: [],
      denied: false,
      bareName: undefined,
      openDenial: false,
      opaque: new Set(),
    },
  };
}

/** Nothing of how a sentence ended goes on in the next. */
function beginSentence(state: State): void {
  state.denied = false;
  state.deniedIdea = undefined;
  state.bareName = undefined;
  state.openDenial = false;
  state.comparison = undefined;
  state.pending = [];
}

function partsOf(lexicon: Lexicon, tokens: readonly Token[], sentence: Sentence): Framed[] {
  const items = lexicon.find(tokens, sentence.from, sentence.to);
  const isHeld = (at: number) => items.some((item) => at > item.from && at < item.to);
  const found = segmentsOf(tokens, sentence, isHeld).map((segment) => ({
    segment,
    items: items.filter((item) => item.from >= segment.from && item.to <= segment.to),
  }));
  return framed(tokens, sentence, found);
}

/** Reads sentences in their order: what each says, and what it makes of what was said before. */
export function readAnswer(
  lexicon: Lexicon,
  tokens: readonly Token[],
  sentences: readonly Sentence[],
): ReadAnswer {
  const state = newState();
  const discourse = new Discourse((thing) => oppositeOf(lexicon, thing));
  let asked: Statement[] | undefined;
  let guessing = false;
  for (const sentence of sentences) {
    beginSentence(state);
    discourse.beginSentence();
    const parts = partsOf(lexicon, tokens, sentence);
    if (isWordList(tokens, sentence, parts)) continue;
    const unsure = sentence.isQuestion || parts.some(({ items, doubtful }) => doubtful || isHedge(items));
    const question: Statement[] = [];
    let silent = true;
    const isReal = isAsked(tokens, sentence);
    for (const [at, part] of parts.entries()) {
      const { segment, items, denied, condition } = part;
      const aside = laterName(tokens, parts, at);
      const hedged = unsure || part.reported;
      const said = readSegment(
        { lexicon, tokens, sentence, segment, items, hedged, denied, condition, aside },
        state,
      );
      silent &&= said.length === 0;
      const word = wordsIn(tokens, segment);
      const reply = at === 0 && word.length === 1 ? answers.get(word[0]?.text ?? '') : undefined;
      if (reply !== undefined && asked !== undefined) discourse.reply(asked, reply);
      // A question says nothing, though what follows may answer it.
      if (isReal) question.push(...said);
      else discourse.add(part, said);
      if (sentence.isQuestion && !isReal) question.push(...said);
    }
    asked = sentence.isQuestion ? question : undefined;
    const speaksOfThing = parts.some(({ items }) => items.some((item) => item.means.kind === 'thing'));
    // `I am only guessing.` says so of everything.
    if (unsure && silent && !speaksOfThing && !sentence.isQuestion) guessing = true;
  }
  const said = discourse.said();
  const statements = guessing || discourse.calledWrong ? said.map((one) => ({ ...one, hedged: true })) : said;
  return { statements, unnamed: state.unnamed, opaque: state.opaque };
}
