import { stemmer } from 'stemmer';
import { eng } from 'stopword';
import * as words from './english';
import type { Meaning } from './meaning';
import { contentStems } from './noise';
import { Finder, type Found, type Pattern, patternOf, patternsIn, wordsOfPattern } from './patterns';
import type { Rubric } from './rubric';
import { withSpanning } from './spanning';
import { Speller } from './spelling';
import { type Token, tokensOf } from './tokens';

/** A rubric made ready for reading answers. */
export interface Lexicon {
  rubric: Rubric;
  /** What is found between two tokens, in order: names first of all, the rest in what they leave. */
  find(tokens: readonly Token[], from: number, to: number): Found<Meaning>[];
  /** Stems of what the question is about. */
  asked: ReadonlySet<string>;
  /** Ids of the two things, in the question's order. */
  things: readonly [string, string];
  /** The words that a typed word stands for: mended, and `untracked` as `not tracked`. */
  read(token: Token): Token[];
  /** Whether the rubric uses the word. */
  knows(token: Token): boolean;
}

function patterns(sources: string, means: Meaning): Pattern<Meaning>[] {
  return patternsIn(sources).map((source) => patternOf(source, means));
}

const verbs = 'is/are/belongs/gets/does/has/will/was/would/stays/remains/counts/isnt';

function english(): Pattern<Meaning>[] {
  return [
    ...patterns(words.negations, { kind: 'negation', inner: false }),
    ...patterns(words.denyingWords, { kind: 'negation', inner: true }),
    ...patterns(words.untruths, { kind: 'truth', denied: true }),
    ...patterns(words.truths, { kind: 'truth', denied: false }),
    ...patterns(words.reports, { kind: 'report' }),
    ...patterns(words.reversals, { kind: 'reversal' }),
    ...patterns(words.oneOf, { kind: 'one' }),
    ...patterns(words.noNegations, { kind: 'nothing' }),
    ...patterns(words.hedges, { kind: 'hedge' }),
    ...patterns(words.unlike, { kind: 'comparing', how: 'unlike' }),
    ...patterns(words.like, { kind: 'comparing', how: 'like' }),
    ...patterns(words.than, { kind: 'comparing', how: 'than' }),
    ...patterns(words.joining, { kind: 'comparing', how: 'joined' }),
    ...patterns(words.instead, { kind: 'comparing', how: 'instead' }),
    ...patterns('between', { kind: 'comparing', how: 'between' }),
    ...patterns('=only, =solely, =exclusively', { kind: 'only' }),
    ...patterns('both, each of? them/two?, two jobs, either', { kind: 'both', denied: false }),
    ...patterns(`neither ${verbs}, neither of them/two?, neither one/job`, {
      kind: 'both',
      denied: true,
    }),
    ...patterns('the other, other one/job/kind/type/is/isnt/gets/belongs/has/runs/not', { kind: 'opposite' }),
    ...patterns(
      'other resources/manifests/objects/things/kinds/systems/hand/words/side/respects/ways/aspects/cases/parts/files',
      { kind: 'nothing' },
    ),
    ...patterns(
      'the other resources/manifests/objects/things/kinds/systems/hand/words/side/respects/ways/aspects/cases/parts/files',
      { kind: 'nothing' },
    ),
  ];
}

function names({ rubric }: Pick<Lexicon, 'rubric'>): Pattern<Meaning>[] {
  const [first, second] = rubric.things;
  return [
    ...patterns(`=former, first one/job/kind/type/case, =first ${verbs}`, {
      kind: 'thing',
      thing: first.id,
    }),
    ...patterns(`=latter, second one/job/kind/type/case, =second ${verbs}`, {
      kind: 'thing',
      thing: second.id,
    }),
    ...rubric.things.flatMap((thing) => patterns(thing.names, { kind: 'thing', thing: thing.id })),
    ...patterns(rubric.ignored, { kind: 'aside' }),
  ];
}

function build(rubric: Rubric): Lexicon {
  const [first, second] = rubric.things;
  const ideas = Object.entries(rubric.ideas);
  const sources = [
    ...rubric.things.flatMap((thing) => thing.names),
    ...ideas.flatMap(([, said]) => said),
    ...rubric.ignored,
  ];
  const ownWords = sources.flatMap(wordsOfPattern);
  const speller = new Speller(
    [...ownWords, 'whereas', 'application', 'resource'],
    wordsOfPattern(words.ownLanguage),
  );
  const stems = new Set(tokensOf(ownWords.join(' ')).map((token) => token.stem));
  const common = new Set(eng);
  const nameFinder = new Finder(names({ rubric }));
  const finder = new Finder([
    ...english(),
    ...patterns(rubric.aside, { kind: 'aside' }),
    ...patterns(rubric.others, { kind: 'someone-else' }),
    ...ideas.flatMap(([idea, said]) => patterns(said, { kind: 'idea', idea })),
  ]);
  const find = (tokens: readonly Token[], from: number, to: number) => {
    const found: Found<Meaning>[] = [];
    const named = nameFinder.find(tokens, from, to);
    let at = from;
    for (const name of named) {
      found.push(...finder.find(tokens, at, name.from), name);
      at = name.to;
    }
    found.push(...finder.find(tokens, at, to));
    return withSpanning(finder, tokens, found, { from, to });
  };
  return {
    rubric,
    find,
    asked: contentStems(tokensOf(rubric.prompt)),
    things: [first.id, second.id],
    read: (token) => {
      const [, denied] = /^(?:un|non)(\p{L}{5,})$/u.exec(token.text) ?? [];
      const stem = denied === undefined ? '' : stemmer(denied);
      if (denied === undefined || stems.has(token.stem) || !stems.has(stem)) return [speller.mend(token)];
      return [
        { ...token, text: 'un', stem: 'un' },
        { ...token, text: denied, stem, before: 'space' },
      ];
    },
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
