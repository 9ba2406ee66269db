import { at, entryOf, isMissing, itemsOf, type MapNode, scalarOf, stringOf, type YamlNode } from '@/lib/yaml';
import { chosen, hasOnly, isEmptyList, oneOf } from './checks';
import { isPlaceholder, numberOf, type Tell } from './walk';

/** What the fields of a Job say about what counts as failed, and as done. As batch/validation, validateJobSpec. */
export function policies(job: MapNode, tell: Tell) {
  const [failure] = chosen(job, ['podFailurePolicy']);
  byIndex(job, tell);
  if (failure) {
    together(job, tell);
    for (const rule of itemsOf(at(failure.value, 'rules')))
      if (rule.kind === 'map') failureRule(rule, job, tell);
  }
  const rules = entryOf(at(job, 'successPolicy'), 'rules');
  if (rules && isEmptyList(rules.value))
    tell(rules.key, 'This says nothing about when the Job has succeeded. Add a rule.');
  for (const rule of itemsOf(rules?.value)) if (rule.kind === 'map') successRule(rule, job, tell);
}

const BY_INDEX = ['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy'];

function byIndex(job: MapNode, tell: Tell) {
  const mode = stringOf(at(job, 'completionMode')) ?? 'NonIndexed';
  const found = chosen(job, BY_INDEX);
  if (mode === 'NonIndexed')
    for (const { key } of found)
      tell(
        key,
        `\`${key.text}\` is about the indexes of a Job, and only one of the mode \`Indexed\` has them. Add \`completionMode: Indexed\`, or remove this.`,
      );
  const most = entryOf(job, 'maxFailedIndexes');
  const failed = numberOf(most?.value);
  const all = numberOf(at(job, 'completions'));
  if (mode !== 'Indexed' || !most || failed === undefined) return;
  if (isMissing(at(job, 'backoffLimitPerIndex')))
    tell(
      most.key,
      '`maxFailedIndexes` counts the indexes that have used up their `backoffLimitPerIndex`. Add that beside it.',
    );
  else if (all !== undefined && failed > all)
    tell(most.value, `The Job has ${all} indexes, so \`maxFailedIndexes\` cannot be ${failed}.`);
}

/** A policy about failed Pods asks that a Pod which fails is not started again. */
function together(job: MapNode, tell: Tell) {
  const restart = scalarOf(at(job, 'template', 'spec', 'restartPolicy'));
  const replace = scalarOf(at(job, 'podReplacementPolicy'));
  if (restart?.text === 'OnFailure')
    tell(
      restart,
      'A `podFailurePolicy` judges Pods that have failed, and with `OnFailure` they are started again instead. The API server asks for `Never` beside it.',
    );
  if (replace?.text === 'TerminatingOrFailed')
    tell(
      replace,
      'Beside a `podFailurePolicy` a Pod is replaced only when it has failed. Write `Failed`, or remove the line.',
    );
}

const REASONS = ['onExitCodes', 'onPodConditions'];

/** As batch/validation, validatePodFailurePolicyRule. */
function failureRule(rule: MapNode, job: MapNode, tell: Tell) {
  const action = scalarOf(at(rule, 'action'));
  const found = chosen(rule, REASONS).filter(({ value }) => !isEmptyList(value));
  if (found.length === 0 && hasOnly(rule, ['action', ...REASONS]))
    tell(
      rule.entries[0]?.key ?? rule,
      `This rule does not say which Pods it is about. It needs ${oneOf(REASONS)}.`,
    );
  else if (found[1])
    tell(
      found[1].key,
      'A rule asks for exit codes or for conditions, and this one for both. Make two rules of it.',
    );
  if (action?.text === 'FailIndex' && isMissing(at(job, 'backoffLimitPerIndex')))
    tell(
      action,
      '`FailIndex` gives up one index of the Job, which goes with `backoffLimitPerIndex` only. Add that, or write `FailJob`.',
    );
  const codes = at(rule, 'onExitCodes');
  if (codes?.kind === 'map') exitCodes(codes, job, tell);
}

function exitCodes(codes: MapNode, job: MapNode, tell: Tell) {
  const name = scalarOf(at(codes, 'containerName'));
  const names = namesIn(at(job, 'template', 'spec'));
  if (name?.text && names && !names.includes(name.text) && !isPlaceholder(name.text))
    tell(name, `There is no container \`${name.text}\` in the Pod. There is ${oneOf(names)}.`);
  const entry = entryOf(codes, 'values');
  if (!entry) return;
  if (isEmptyList(entry.value)) tell(entry.key, 'Here is no exit code. Add one at least.');
  const within = stringOf(at(codes, 'operator')) === 'In';
  let before = Number.NEGATIVE_INFINITY;
  for (const item of itemsOf(entry.value)) {
    const code = numberOf(item);
    if (code === undefined) continue;
    if (code === 0 && within) tell(item, 'Who ends with 0 has not failed, so `In` takes no 0. Remove it.');
    else if (code === before) tell(item, `${code} stands there already. Remove it.`);
    else if (code < before) {
      tell(entry.key, 'The API server asks for exit codes that rise. Sort them.');
      return;
    }
    before = code;
  }
}

/** The names of a Pod's containers, or undefined where one is unknown. */
function namesIn(spec: YamlNode | undefined): string[] | undefined {
  const names = ['containers', 'initContainers'].flatMap((list) =>
    itemsOf(at(spec, list)).map((one) => stringOf(at(one, 'name'))),
  );
  const known = names.flatMap((name) => (name === undefined || isPlaceholder(name) ? [] : [name]));
  return known.length > 0 && known.length === names.length ? known : undefined;
}

const DONE = ['succeededCount', 'succeededIndexes'];

/** As batch/validation, validateSuccessPolicyRule. */
function successRule(rule: MapNode, job: MapNode, tell: Tell) {
  const all = numberOf(at(job, 'completions'));
  if (chosen(rule, DONE).length === 0 && hasOnly(rule, DONE))
    tell(rule.entries[0]?.key ?? rule, `This rule says nothing. It needs ${oneOf(DONE)}.`);
  const count = at(rule, 'succeededCount');
  const enough = numberOf(count);
  if (count && enough !== undefined && (enough < 0 || (all !== undefined && enough > all)))
    tell(count, `The Job has ${all ?? 0} indexes, so ${enough} of them cannot succeed.`);
  const list = scalarOf(at(rule, 'succeededIndexes'));
  if (list?.text && !isPlaceholder(list.text)) indexes(list.text, all, (message) => tell(list, message));
}

/** `0-2,5`: as batch/validation, validateIndexesFormat. */
function indexes(list: string, all: number | undefined, say: (message: string) => void) {
  let before = -1;
  for (const part of list.split(',')) {
    const [, first = '', last = first] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part) ?? [];
    if (first === '') {
      say(`\`${part}\` is no index. Write them as in "0-2,5".`);
      return;
    }
    if (Number(first) <= before || Number(last) < Number(first)) {
      say('The API server asks for indexes that rise, and none twice. Sort them.');
      return;
    }
    before = Number(last);
  }
  if (all !== undefined && before >= all)
    say(`The Job has ${all} indexes, which begin with 0, so there is none with the number ${before}.`);
}
