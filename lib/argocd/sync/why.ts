import { keyOf, keyText } from '../key';
import { type KubeObject, kindOf, nameOf } from '../object';
import type { Because } from '../resource/because';
import { hookFacts } from '../resource/hook';
import { ANNOTATION } from '../resource/names';
import { isSelected, type SyncInput } from './input';
import { outOfSync } from './pass';
import type { SyncState } from './pass-state';
import { planTasks } from './plan';
import { isDone, isRunning, objectOf, type SyncTask, taskLabel } from './task';

/**
 * Why an object of Git was not applied in a sync, or has not been yet: the decisive reason first. Empty when it was applied.
 *
 * @param object as it is among the targets or hooks of the input.
 * @param state what the last pass gave.
 */
export function whyNotRun(input: SyncInput, state: SyncState, object: KubeObject): Because[] {
  const facts = hookFacts(object);
  if (facts.ignored || facts.skip || facts.phases.length === 0) return bySeverity(facts.because);
  const { skipHooks, only } = input.settings;
  if (facts.isHook && skipHooks) return [only ? SELECTIVE : APPLY_ONLY, ...facts.because];
  if (!facts.isHook && only && !isSelected(keyOf(object), only)) {
    return [{ rule: 'not-selected', text: 'the sync names some resources, and this is not one of them' }];
  }
  const { tasks } = planTasks({ ...input, results: state.results });
  const own = tasks.filter((task) => isAbout(task, object));
  const applied = own.some((task) => task.status !== '');
  if (applied && own.every((task) => task.status !== 'SyncFailed'))
    return input.settings.dryRun ? [DRY_RUN] : [];
  const refused = own.find((task) => task.status === 'SyncFailed');
  if (refused) return [{ rule: 'refused', text: refused.message }, ...refused.because];
  const [task] = own;
  if (!task) return [{ rule: 'not-in-sync', text: 'it is not among what the sync applies' }];
  if (input.settings.applyOutOfSyncOnly && outOfSync(input, own).length === 0) return [IN_SYNC];
  return [byState(state, tasks, task), ...task.because];
}

const SELECTIVE: Because = {
  rule: 'selective-sync',
  text: 'a sync of selected resources runs no hooks; self-heal makes such a sync too',
};
const APPLY_ONLY: Because = {
  rule: 'apply-strategy',
  text: 'the strategy is "apply", which runs no hooks; a rollback uses it too',
};

const DRY_RUN: Because = {
  rule: 'dry-run',
  text: 'the sync is a dry run: nothing is applied, hooks included',
};
const IN_SYNC: Because = {
  rule: 'in-sync',
  text: 'ApplyOutOfSyncOnly=true: it is as Git wants it, so the sync passes it over',
};

/** What says most about an object that vanishes comes first. */
function bySeverity(because: readonly Because[]): Because[] {
  const first = ['annotation-not-text', 'hook-type-unknown', 'delete-hook', 'skip', 'helm-hook-unsupported'];
  const rank = ({ rule }: Because) => first.indexOf(rule) + 1 || first.length + 1;
  return [...because].sort((a, b) => rank(a) - rank(b));
}

/** Whether a task is about an object; a hook without a name gets one in its task. */
function isAbout(task: SyncTask, object: KubeObject): boolean {
  if (!task.target || kindOf(task.target) !== kindOf(object)) return false;
  const name = nameOf(object);
  if (name === '') return objectOf(task).metadata !== undefined && sameGenerateName(task.target, object);
  const key = { ...keyOf(task.target), namespace: '' };
  return keyText(key) === keyText({ ...keyOf(object), namespace: '' });
}

function sameGenerateName(a: KubeObject, b: KubeObject): boolean {
  const of = (object: KubeObject) => {
    const { metadata } = object;
    return typeof metadata === 'object' && metadata !== null && 'generateName' in metadata
      ? metadata.generateName
      : undefined;
  };
  return of(a) === of(b);
}

function byState(state: SyncState, tasks: readonly SyncTask[], task: SyncTask): Because {
  if (state.because.rule === 'not-valid' || state.because.rule === 'dry-run-failed') return state.because;
  const failed = state.phase === 'Failed' || state.phase === 'Error';
  if (task.phase === 'SyncFail' && !failed) {
    return {
      rule: 'nothing-failed',
      annotation: ANNOTATION.hook,
      value: 'SyncFail',
      text: 'SyncFail hooks run only when the sync fails',
    };
  }
  const before = tasks.slice(0, tasks.indexOf(task));
  const broken = before.find((one) => isDone(one) && one.state !== 'Succeeded');
  if (broken)
    return {
      rule: 'earlier-failed',
      text: `${taskLabel(broken)} in ${broken.phase} failed: ${words(broken)}`,
    };
  const waited = before.find(isRunning);
  if (waited) {
    const where = waited.phase === task.phase ? `wave ${waited.wave}` : `phase ${waited.phase}`;
    return {
      rule: 'waits-for',
      text: `${where} comes first, and ${taskLabel(waited)} is not done: ${words(waited)}`,
    };
  }
  return { rule: 'not-yet', text: state.message || 'its turn has not come yet' };
}

const words = (task: SyncTask): string => task.message || 'it says nothing';
