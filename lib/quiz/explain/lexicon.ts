import { eng } from 'stopword';
import { hedges, like, negations, noNegations, than, unlike } from './english';
import { Finder, type Pattern, patternOf, wordsOfPattern } from './patterns';
import type { Rubric } from './rubric';
import { Speller } from './spelling';
import { type Token, tokensOf } from './tokens';

/** What a pattern that was found means. */
export type Meaning =
  | { kind: 'thing'; thing: string }
  | { kind: 'both'; denied: boolean }
  | { kind: 'opposite' }
  | { kind: 'someone-else' }
  | { kind: 'idea'; idea: string }
  | { kind: 'negation' }
  | { kind: 'hedge' }
  | { kind: 'only' }
  | { kind: 'comparing'; how: 'like' | 'unlike' | 'than' | 'between' }
  | { kind: 'nothing' };

/** A rubric made ready for reading answers. */
export interface Lexicon {
  rubric: Rubric;
  finder: Finder<Meaning>;
  prompt: readonly Token[];
  /** Ids of the two things, in the question's order. */
  things: readonly [string, string];
  mend(token: Token): Token;
  /** Whether the rubric uses the word. */
  knows(token: Token): boolean;
}

function patterns(sources: readonly string[], means: Meaning): Pattern<Meaning>[] {
  return sources.map((source) => patternOf(source, means));
}

const verbs = 'is/are/belongs/gets/does/has/will/was/would/stays/remains/counts/isnt';

function english(first: string, second: string): Pattern<Meaning>[] {
  return [
    ...patterns(negations, { kind: 'negation' }),
    ...patterns(noNegations, { kind: 'nothing' }),
    ...patterns(hedges, { kind: 'hedge' }),
    ...patterns(unlike, { kind: 'comparing', how: 'unlike' }),
    ...patterns(like, { kind: 'comparing', how: 'like' }),
    ...patterns(than, { kind: 'comparing', how: 'than' }),
    ...patterns(['between'], { kind: 'comparing', how: 'between' }),
    ...patterns(['=only', '=solely', '=exclusively'], { kind: 'only' }),
    ...patterns(['both', 'each of? them/two?', 'two jobs', 'either'], { kind: 'both', denied: false }),
    ...patterns([`neither ${verbs}`, 'neither of them/two?', 'neither one/job'], {
      kind: 'both',
      denied: true,
    }),
    ...patterns(['other one/job/kind/type/is/isnt/gets/belongs', '=other'], { kind: 'opposite' }),
    ...patterns(['other resources/manifests/objects/things/kinds/systems/hand/words/side'], {
      kind: 'nothing',
    }),
    ...patterns(['=former', 'first one/job/kind/type/case', `=first ${verbs}`], {
      kind: 'thing',
      thing: first,
    }),
    ...patterns(['=latter', 'second one/job/kind/type/case', `=second ${verbs}`], {
      kind: 'thing',
      thing: second,
    }),
  ];
}

function build(rubric: Rubric): Lexicon {
  const [first, second] = rubric.things;
  const ideas = Object.entries(rubric.ideas);
  const names = rubric.things.flatMap((thing) => thing.names);
  const sources = [...names, ...ideas.flatMap(([, said]) => said), ...rubric.ignored];
  const ownWords = sources.flatMap(wordsOfPattern);
  const speller = new Speller([...ownWords, 'whereas', 'while', 'because', 'application', 'resource']);
  const stems = new Set(tokensOf(ownWords.join(' ')).map((token) => token.stem));
  const common = new Set(eng);
  return {
    rubric,
    finder: new Finder([
      ...english(first.id, second.id),
      ...rubric.things.flatMap(({ id, names: called }) => patterns(called, { kind: 'thing', thing: id })),
      ...patterns(rubric.others, { kind: 'someone-else' }),
      ...ideas.flatMap(([idea, said]) => patterns(said, { kind: 'idea', idea })),
      ...patterns(rubric.ignored, { kind: 'nothing' }),
    ]),
    prompt: tokensOf(rubric.prompt),
    things: [first.id, second.id],
    mend: (token) => speller.mend(token),
    knows: (token) => stems.has(token.stem) && !common.has(token.text),
  };
}

const built = new WeakMap<Rubric, Lexicon>();

/** The lexicon of a rubric; built once. */
export function lexiconOf(rubric: Rubric): Lexicon {
  const known = built.get(rubric);
  if (known !== undefined) return known;
  const lexicon = build(rubric);
  built.set(rubric, lexicon);
  return lexicon;
}
