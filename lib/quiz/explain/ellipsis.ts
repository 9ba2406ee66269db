import { auxiliaries, fillers } from './english';
import type { Reading, State, Subject } from './reading';
import { wordsIn } from './segments';
import type { Statement } from './statements';
import type { Token } from './tokens';

const agreeing = new Set([
  'too',
  'also',
  'so',
  'likewise',
  'similarly',
  'neither',
  'equally',
  'well',
  'same',
]);
/** Say by themselves whether something is in or out. */
const lexical = new Set(
  'include includes included contain contains contained cover covers covered comprises exclude excludes excluded omits omitted ignores ignored skips left'.split(
    ' ',
  ),
);
const answering = new Set([
  ...lexical,
  ...auxiliaries,
  'not',
  'never',
  'always',
  'yes',
  'no',
  'either',
  'both',
  'however',
  'nope',
]);
const referring = new Set(
  'it this that belong belongs form forms part of to considered inside within sits lies stands falls outside for with said say goes holds applies true kind sort out'.split(
    ' ',
  ),
);
const empty = new Set(
  'one ones in as other with without i you we used case only longer more anymore'.split(' '),
);

function wordsLeft({ tokens, segment, items }: Reading): Token[] {
  const names = items.filter((item) => ['thing', 'opposite'].includes(item.means.kind));
  const named = new Set(names.flatMap((name) => tokens.slice(name.from, name.to)));
  return wordsIn(tokens, segment).filter((token) => {
    const counts = referring.has(token.text) || agreeing.has(token.text);
    if ((fillers.has(token.text) && !counts) || empty.has(token.text)) return false;
    return !named.has(token);
  });
}

/** What was left out: what was said last, or, with `belongs to it`, what was last said in the same words. */
function leftOut({ tokens }: Reading, texts: readonly string[], state: State): readonly Statement[] {
  const verbs = texts.filter((text) => /^(belong|part|form)/.test(text)).map((text) => text.slice(0, 4));
  if (verbs.length === 0) return state.previous;
  const repeated = state.said.findLast((one) => {
    const span = one.spans.at(-1);
    return tokens.some(
      ({ start, end, text }) =>
        span !== undefined &&
        start >= span.start &&
        end <= span.end &&
        verbs.some((verb) => text.startsWith(verb)),
    );
  });
  return repeated === undefined ? state.previous : [repeated];
}

/**
 * `… does not belong to it, it is a task, whereas the wave Job does`: a yes answers the last no about the other thing.
 * When there is none, what was said last.
 */
function contrasting(
  recent: readonly Statement[],
  { things, shared }: Subject,
  denied: boolean,
  { said }: State,
): readonly Statement[] {
  const differs = (one: Statement) => (one.denied !== one.inner) !== denied;
  const [thing] = things;
  if (shared || recent.some((one) => one.thing === '' || one.thing === thing || differs(one))) return recent;
  const answered = said.slice(-6).findLast((one) => one.thing !== thing && differs(one));
  return answered === undefined ? recent : [answered];
}

/**
 * Reads a segment that leaves out what it says: `hooks don't`, `a wave Job is`, `but not the hook`, `so is the hook`,
 * `does belong to it`. What is left out is what was said last.
 *
 * @returns nothing when the segment is no such thing.
 */
export function readEllipsis(
  reading: Reading,
  local: Subject | undefined,
  state: State,
  denied: boolean,
): Statement[] {
  const { segment, items, tokens } = reading;
  const subject = local ?? state.subject;
  if (subject === undefined || reading.condition || state.previous.length === 0) return [];
  if (items.filter((item) => item.means.kind === 'thing').length > 1) return [];
  // `it is not one`: of what, only the reader knows.
  const words = wordsIn(tokens, segment);
  if (words.at(-1)?.text === 'one') return [];
  const rest = wordsLeft(reading);
  const texts = rest.map((token) => token.text);
  const isNamed = local !== undefined;
  const isRelative = ['which', 'who', 'where'].includes(segment.opener);
  if (isRelative && !items.some((item) => item.means.kind === 'thing')) return [];
  const isAnswer = (text: string) => answering.has(text) || agreeing.has(text);
  // `wave Jobs do contribute to it`, after a sentence with the same verb.
  const earlier = new Set(tokens.slice(0, segment.from).map((token) => token.stem));
  const last = texts.at(-1) ?? '';
  const refers =
    ['it', 'so', 'them'].includes(last) ||
    (texts.some((text) => text === 'do' || text === 'does') && !/^do(es)?$/.test(last));
  const isKnown = ({ text, stem }: Token) =>
    isAnswer(text) || referring.has(text) || (refers && earlier.has(stem));
  // `excluded is the hook` says all by itself; `the hook does not` only whether the verb before holds.
  const isWhole = texts.some(
    (text) => lexical.has(text) || /^(belong|form|part|inside|within|outside)/.test(text),
  );
  const answers = texts.some(isAnswer) || (isWhole && texts.includes('it'));
  if (!answers || !rest.every(isKnown)) return [];
  // `hook: not`, `for waves it does`; but `is` alone, with nothing named, says nothing.
  if (!isNamed && ![':', '=', '->', '→', '—', ','].includes(segment.opener) && !texts.includes('it'))
    return [];
  // `it is the wave Job` completes `it is not the hook Job`; elsewhere it only introduces the name.
  const nameAt = items.find((item) => item.means.kind === 'thing')?.from ?? segment.from;
  const introduces =
    texts[0] === 'it' &&
    ['is', 'was'].includes(texts[1] ?? '') &&
    (rest[0]?.start ?? 0) < (tokens[nameAt]?.start ?? 0);
  if (isNamed && introduces && !(state.denied || denied)) return [];
  const same = texts.includes('same') || (texts.includes('do') && texts.includes('so'));
  const agrees = texts.some((text) => agreeing.has(text)) || segment.opener === 'nor';
  const all = leftOut(reading, texts, state);
  // `…, which a wave Job is` goes on from the last of it.
  const recent = isRelative ? all.slice(-1) : all;
  const said = agrees || isWhole ? recent : contrasting(recent, subject, denied, state);
  const ideas = new Map(said.map((one) => [one.idea, one]));
  return [...ideas.values()].flatMap((one) =>
    subject.things.map((thing) => ({
      ...{ thing, idea: one.idea, hedged: reading.hedged },
      ...{ words: one.words, inner: one.inner },
      denied: agrees
        ? one.denied !== (same && denied)
        : (denied !== (!isWhole && one.inner)) !== reading.denied,
      shared: subject.shared || (agrees && thing !== one.thing),
      spans: [subject.at, ...one.spans.slice(-1)],
    })),
  );
}
