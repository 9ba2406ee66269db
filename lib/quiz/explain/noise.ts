import * as stopword from 'stopword';
import { auxiliaries, connectors, fillers, statingVerbs } from './english';
import type { Sentence } from './segments';
import type { Token } from './tokens';

/*
 * Sentences that say nothing to the point: addressed to whoever grades, copied from the question, or in a language that
 * is not ours to read.
 */

const directed = [
  /\b(grad(e|er|ers|ing|ed)|examiner|evaluator|assessor|rubric|verdict|full (marks?|points?|credit|score)|reviewer)\b/,
  /\b(scor(e|es|ed|ing)|teacher|professor|instructor|student|learner|candidate|pupil|test taker|auto ?grader|llm|chatbot|language model)\b/,
  /\b(mark|rate|count|accept|treat|judge|evaluate|consider|classify|label|approve|pass) (this|that|it|my|me|the|mine|all|every|both|everything|as)( \w+){0,3} (correct|right|met|passed|true|valid|full|answer|response|submission|points?|passing)\b/,
  /\b(mark|rate|accept|approve|pass|grade) (this|my|me|mine|it)\b/,
  /\b(ignore|disregard|forget|override|bypass|skip) (\w+ ){0,3}(rubric|instructions?|rules?|prompts?|criteria|everything|checks?|previous|above)\b/,
  /\b(give|award|grant|assign) (me|this|my|it|us|the answer|the student|full)\b/,
  /\b(this|my|the|above|following|entire|whole) (answer|response|submission|text|explanation)( \w+){0,2} (should|must|deserves?|covers|contains|meets|satisfies|fulfil\w*|mentions|says|states|counts)\b/,
  /\b(answer|response|submission|explanation)( \w+){0,3} (is|are|was|as)( \w+){0,3} (correct|right|complete|perfect|excellent|valid|fine)\b/,
  /\ball (the )?(points|criteria|requirements|boxes|rubric)\b/,
  /\bpoints? ?[:=]|\b(verdict|status|result|output|score) ?[:=]/,
  /\b(system|assistant|developer|admin|user) ?(prompt|message|note|override)? ?:/,
  /\b(model|reference|sample|expected) answer\b/,
  /\byou are (an?|the|now) |\bpretend (that|to|you)|\b(respond|reply|answer|output|return|print) (with |only |just |the word )*['"]?(correct|met)\b/,
  /\b(as an ai|jailbreak|developer mode|new instructions?|previous instructions?)\b/,
  /\b(correct|right) answer (mentions|contains|includes|says|states|has|should|must|would|needs)\b/,
  /\b(please|kindly|must|just) (mark|accept|pass|approve|give|count|grade|let me pass)\b/,
  /\bi (need|want|have|deserve) to (pass|be marked|get)\b|\bi deserve\b|\blet me pass\b/,
  /\{\s*"|"\s*:\s*"?(correct|met)\b|<\/?(system|answer|grade|result|verdict)/,
  /[:=] ?(met|contradicted|not shown)\b|\b(is|are|counts? as|as) met\b/,
  /\bi('ve| have)? ?(explained|covered|answered|described|shown|mentioned|said) (everything|all|that|it all|enough|both|every)\b/,
  /\b(correct|met|passed) ?(=|:) ?(true|yes|1)\b|^\W*(correct|met|true|pass(ed)?|100 ?%|10\/10)\W*$/,
];

/** Whether a sentence talks to whoever grades the answer instead of answering. */
export function talksToGrader(text: string): boolean {
  const normal = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').replace(/[*_`]/g, '');
  return directed.some((pattern) => pattern.test(normal));
}

/** The stems of the words that are no function words. */
export function contentStems(tokens: readonly Token[]): Set<string> {
  return new Set(
    tokens
      .filter((token) => token.isWord && !fillers.has(token.text) && !english.has(token.text))
      .map((token) => token.stem),
  );
}

/**
 * Whether a sentence has no content word that the question has not, and most of those that it has.
 *
 * @param asked the question's content stems.
 */
export function repeats(asked: ReadonlySet<string>, sentence: readonly Token[]): boolean {
  const said = contentStems(sentence);
  const shared = [...said].filter((stem) => asked.has(stem)).length;
  return said.size >= 2 && shared === said.size && shared >= asked.size * 0.6;
}

const english = new Set([
  ...stopword.eng,
  ...fillers,
  ...auxiliaries,
  ...connectors,
  ...statingVerbs,
  'not',
  'no',
]);
const foreign = [
  ...[
    stopword.deu,
    stopword.fra,
    stopword.spa,
    stopword.ita,
    stopword.por,
    stopword.nld,
    stopword.swe,
    stopword.dan,
  ],
  ...[
    stopword.pol,
    stopword.ces,
    stopword.tur,
    stopword.fin,
    stopword.ron,
    stopword.ind,
    stopword.hun,
    stopword.vie,
  ],
];
english.delete('job');
english.delete('jobs');
/** For each function word of another language that is none of ours, the languages that have it. */
const languagesOf = new Map<string, number[]>();
for (const [language, list] of foreign.entries()) {
  for (const word of list) {
    if (english.has(word)) continue;
    const known = languagesOf.get(word);
    if (known === undefined) languagesOf.set(word, [language]);
    else known.push(language);
  }
}

/** How many of the words are function words of the one other language that has most of them. */
function mostOfOneLanguage(words: readonly Token[]): number {
  const counts = foreign.map(() => 0);
  for (const word of words) {
    for (const language of languagesOf.get(word.text) ?? []) counts[language] = (counts[language] ?? 0) + 1;
  }
  return Math.max(...counts);
}

/**
 * Whether words are in another language than English: another script, or function words of another language and few of
 * ours. A word or two without any function word is not called foreign.
 *
 * @param isOurs whether the question knows the word; `hook` and `sync` are in every language of this trade.
 */
export function isForeign(words: readonly Token[], isOurs: (token: Token) => boolean): boolean {
  const letters = words.map((word) => word.text).join('');
  const strange = [...letters.matchAll(/[^\p{Script=Latin}\p{N}\p{M}]/gu)].length;
  if (strange > 0 && strange >= letters.length * 0.3) return true;
  const ours = words.filter((word) => english.has(word.text)).length;
  const accented = words.filter((word) => /\P{ASCII}/u.test(word.text) && !languagesOf.has(word.text)).length;
  const theirs = mostOfOneLanguage(words) + accented;
  if (theirs >= 2 && theirs > ours * 1.5) return true;
  const unknown = words.filter((word) => !english.has(word.text) && !isOurs(word)).length;
  return accented >= 2 && unknown > ours * 1.5;
}

/** The text of a sentence in the answer. */
export function textOfSentence(text: string, tokens: readonly Token[], { from, to }: Sentence): string {
  return text.slice(tokens[from]?.start ?? 0, tokens[to - 1]?.end ?? 0);
}
