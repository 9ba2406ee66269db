import { keyOf, keyText, keyTextOf } from '../key';
import {
  apiVersionOf,
  finalizersOf,
  groupOfObject,
  type JsonMap,
  type KubeObject,
  kindOf,
  nameOf,
  namespaceOf,
  textAt,
  withMetadata,
} from '../object';
import { hasOption } from '../resource/annotations';
import { hookFacts, isHook, type SyncPhase } from '../resource/hook';
import { ANNOTATION, HOOK_FINALIZER } from '../resource/names';
import { waveFacts } from '../resource/wave';
import { type Discovery, isSelected, type ManagedPair, type SyncInput } from './input';
import { definedKind, isNamespaceObject, sortTasks } from './order';
import { pruneWaves } from './prune-waves';
import type { OperationPhase } from './result';
import { objectOf, resultKey, type SyncTask, taskResultKey } from './task';

/** A task that cannot be done at all, and why. */
export interface TaskFault {
  task: SyncTask;
  message: string;
  state: OperationPhase | '';
}

export interface Plan {
  /** In the order in which they run, each with what earlier passes stored of it. */
  tasks: SyncTask[];
  /** Not empty: the sync is not valid. */
  faults: TaskFault[];
}

/**
 * The tasks of a sync, made from scratch on every pass: one for each resource and phase.
 * As gitops-engine/pkg/sync/sync_context.go, getSyncTasks.
 */
export function planTasks(input: SyncInput): Plan {
  const tasks = [...resourceTasks(input), ...(input.settings.skipHooks ? [] : hookTasks(input))];
  const namespaceTask = namespaceCreation(input);
  if (namespaceTask) tasks.push(namespaceTask);
  attachLive(input, tasks);
  const faults = checkTasks(input, tasks);
  pruneWaves(tasks, input.settings.pruneLast);
  const sorted = sortTasks(tasks);
  attachResults(input, sorted);
  return { tasks: sorted, faults };
}

function newTask(phase: SyncPhase, { target, live }: ManagedPair): SyncTask {
  const object = target ?? live ?? {};
  const { wave, because } = waveFacts(object);
  return {
    phase,
    wave,
    target,
    live,
    skipDryRun: false,
    status: '',
    state: '',
    message: '',
    because: [...hookFacts(object).because, because],
  };
}

function resourceTasks(input: SyncInput): SyncTask[] {
  return groupPairs(input.reconciliation.pairs)
    .filter((pair) => takesPart(input, pair))
    .flatMap((pair) => {
      const object = pair.target ?? pair.live ?? {};
      if (isHook(object)) return [];
      return hookFacts(object).phases.map((phase) =>
        newTask(phase, { ...pair, target: pair.target && withNamespace(pair.target, input.namespace) }),
      );
    });
}

/** One pair for each key, the last one. As sync_context.go, groupResources. */
function groupPairs(pairs: readonly ManagedPair[]): ManagedPair[] {
  const byKey = new Map<string, ManagedPair>();
  for (const pair of pairs) {
    const object = pair.live ?? pair.target;
    if (object) byKey.set(keyTextOf(object), pair);
  }
  return [...byKey.values()];
}

function takesPart(input: SyncInput, pair: ManagedPair): boolean {
  const object = pair.live ?? pair.target;
  if (!object) return false;
  const { only } = input.settings;
  const named =
    only === undefined ||
    (pair.target !== undefined && hookFacts(pair.target).deleteTypes.length > 0) ||
    isSelected(keyOf(object), only);
  return named && (input.isOwn?.(pair) ?? true);
}

/** Upstream fills it in for objects of the cluster too, so that nothing lands in another namespace by chance. */
function withNamespace(object: KubeObject, namespace: string): KubeObject {
  return namespaceOf(object) === '' && namespace !== '' ? withMetadata(object, { namespace }) : object;
}

function hookTasks(input: SyncInput): SyncTask[] {
  return input.reconciliation.hooks.flatMap((hook) =>
    hookFacts(hook).phases.map((phase) => {
      const named = withMetadata(hook, {
        name: nameOf(hook) || generatedName(hook, phase, input),
        namespace: namespaceOf(hook) || input.namespace || undefined,
        finalizers: [...new Set([...finalizersOf(hook), HOOK_FINALIZER])],
      });
      return newTask(phase, { target: named, live: undefined });
    }),
  );
}

/** The same on every pass and every retry of an operation, another one in the next. */
function generatedName(hook: KubeObject, phase: SyncPhase, { revision, startedAt }: SyncInput): string {
  const short = revision.length >= 8 ? revision.slice(0, 7) : revision;
  const suffix = `${short}-${phase}-${Math.floor(startedAt / 1000)}`.toLowerCase();
  return `${textAt(hook, 'metadata', 'generateName')}${suffix}`;
}

/** As sync_context.go, autoCreateNamespace: a Namespace among the hooks does not keep it from being made. */
function namespaceCreation(input: SyncInput): SyncTask | undefined {
  const { namespace, settings, reconciliation, liveNamespace } = input;
  if (settings.createNamespace === 'never' || namespace === '') return undefined;
  if (settings.createNamespace === 'when-missing' && liveNamespace) return undefined;
  const isIt = (object: KubeObject) => isNamespaceObject(object) && nameOf(object) === namespace;
  if (reconciliation.pairs.some(({ target }) => target && isIt(target))) return undefined;
  const metadata: JsonMap = {
    name: namespace,
    ...(settings.namespaceMetadata && {
      labels: settings.namespaceMetadata.labels ?? {},
      annotations: {
        ...settings.namespaceMetadata.annotations,
        [ANNOTATION.syncOptions]: 'ServerSideApply=true',
      },
    }),
  };
  const task = newTask('PreSync', {
    target: { apiVersion: 'v1', kind: 'Namespace', metadata },
    live: liveNamespace,
  });
  task.because = [
    { rule: 'create-namespace', text: 'CreateNamespace=true: the namespace comes before all else' },
  ];
  return task;
}

function attachLive(input: SyncInput, tasks: readonly SyncTask[]): void {
  const live = new Map<string, KubeObject>();
  for (const pair of input.reconciliation.pairs) if (pair.live) live.set(keyTextOf(pair.live), pair.live);
  for (const task of tasks) {
    if (!task.target || task.live) continue;
    const key = keyOf(task.target);
    // An object of the cluster has no namespace there, even where its manifest names one.
    task.live = live.get(keyText(key)) ?? live.get(keyText({ ...key, namespace: '' }));
  }
}

function checkTasks(input: SyncInput, tasks: readonly SyncTask[]): TaskFault[] {
  const defined = new Set(
    [...input.reconciliation.hooks, ...input.reconciliation.pairs.map((pair) => pair.target)].flatMap(
      (object) => (object && definedKind(object)) ?? [],
    ),
  );
  const answers = new Map<string, Discovery>();
  return tasks.flatMap((task) => {
    const object = objectOf(task);
    const kind = `${apiVersionOf(object)}/${kindOf(object)}`;
    const answer = answers.get(kind) ?? input.discover(object);
    answers.set(kind, answer);
    if (answer.found) {
      const message = input.forbidden(object, answer);
      return message === undefined ? [] : [{ task, message, state: '' as const }];
    }
    const expected =
      input.settings.skipDryRunOnMissingResource ||
      hasOption(task.target, ANNOTATION.syncOptions, 'SkipDryRunOnMissingResource=true') ||
      defined.has(`${groupOfObject(object)}/${kindOf(object)}`);
    if (!answer.notFound || !expected) return [{ task, message: answer.message, state: '' as const }];
    task.skipDryRun = true;
    task.because.push({
      rule: 'skip-dry-run',
      text: 'its kind is not served yet, and that is expected: no dry run',
    });
    return [];
  });
}

function attachResults(input: SyncInput, tasks: readonly SyncTask[]): void {
  const stored = new Map(input.results.map((result) => [resultKey(result, result.syncPhase), result]));
  for (const task of tasks) {
    const result = stored.get(taskResultKey(task));
    if (!result) continue;
    task.status = result.status;
    task.state = result.hookPhase;
    task.message = result.message;
  }
}
