import { isBeingDeleted, type KubeObject, nameOf, textAt, withMetadata } from '../object';
import type { Action, Outcome } from '../sync/action';
import { withoutHookFinalizer } from '../sync/finalizer';
import type { Recorder } from './record';
import type { Scenario } from './scenario';
import { labelOf, type World } from './world';

const GONE: Outcome = { ok: false, message: 'not found', notFound: true };

/** Does an action to a scenario's world and writes it down. */
export function perform(scenario: Scenario, world: World, recorder: Recorder, action: Action): Outcome {
  switch (action.kind) {
    case 'wave-delay':
      if (!action.final) recorder.waveDelays += 1;
      return { ok: true };
    case 'get':
      return { ok: true, object: world.find(action.object)?.object };
    case 'remove-finalizer': {
      const entry = world.find(action.object);
      if (entry) entry.object = withoutHookFinalizer(entry.object);
      return entry ? { ok: true } : GONE;
    }
    case 'dry-run':
      return dryRun(scenario, world, action);
    case 'apply':
      return apply(scenario, world, recorder, action);
    case 'delete':
      return remove(scenario, world, recorder, action);
  }
}

function dryRun(
  scenario: Scenario,
  world: World,
  { object }: Action & { kind: 'dry-run' | 'apply' },
): Outcome {
  const error = world.told(scenario.dryRunErrors, object) ?? unnamed(object);
  return error === undefined
    ? { ok: true, message: world.find(object) ? 'configured' : 'created' }
    : { ok: false, message: error };
}

/** As kubectl apply, which needs to know what to look for. */
function unnamed(object: KubeObject): string | undefined {
  if (nameOf(object) !== '') return undefined;
  const generateName = textAt(object, 'metadata', 'generateName');
  return generateName
    ? `from ${generateName}: cannot use generate name with apply`
    : 'resource name may not be empty';
}

function apply(
  scenario: Scenario,
  world: World,
  recorder: Recorder,
  { task, object }: Action & { kind: 'apply' | 'dry-run' },
): Outcome {
  const label = labelOf(object);
  const entry = `${task.phase}/${task.wave}/apply/${label}`;
  const error = world.told(scenario.applyErrors, object, task.phase) ?? unnamed(object);
  recorder.did(error === undefined ? entry : `${entry} (failed)`, object, task.phase);
  if (error !== undefined) return { ok: false, message: error };
  const message = world.put(task, object);
  if (message === 'created') recorder.created.add(label);
  return { ok: true, message };
}

function remove(
  scenario: Scenario,
  world: World,
  recorder: Recorder,
  { task, object, reason }: Action & { kind: 'delete' },
): Outcome {
  const entry = world.find(object);
  if (!entry) return GONE;
  const error = world.told(scenario.deleteErrors, object, task.phase);
  if (error !== undefined) return { ok: false, message: error };
  if (isBeingDeleted(entry.object)) return { ok: true };
  const label = labelOf(object);
  if (reason === 'Prune') {
    recorder.did(`${task.phase}/${task.wave}/prune/${label}`, object, task.phase);
    recorder.pruned.push(label);
  } else {
    const first = reason === 'BeforeHookCreation' ? `${task.phase}/${task.wave}` : 'end';
    recorder.did(`${first}/delete/${label} (${reason})`, object);
    recorder.hooksDeleted.push(`${label} (${reason})`);
  }
  entry.object = withMetadata(entry.object, { deletionTimestamp: '2024-01-01T00:00:00Z' });
  return { ok: true };
}
