import type { KubeObject } from '../object';
import { deletePolicyFacts } from '../resource/delete-policy';
import { hookFacts } from '../resource/hook';
import { waveOf } from '../resource/wave';
import type { Happened } from './record';
import { runScenario } from './run';
import type { Scenario } from './scenario';

/** What the annotations of an object say. */
function parseOf(object: KubeObject) {
  const { isHook, types, phases, skip, ignored } = hookFacts(object);
  const deletePolicies = deletePolicyFacts(object).policies;
  return { isHook, types, phases, deletePolicies, wave: waveOf(object), skip, ignored };
}

export type Answer = { id: string; parse?: ReturnType<typeof parseOf> } & Partial<Happened>;

/** Runs a scenario and gives back the fields that it asks for, or all when it asks for none. */
export function answer(scenario: Scenario): Answer {
  const [object] = scenario.manifests;
  const parse = object && { parse: parseOf(object) };
  const asked = scenario.asked;
  if (asked && asked.length > 0 && asked.every((field) => field === 'parse')) {
    return { id: scenario.id, ...parse };
  }
  const all = { ...parse, ...runScenario(scenario) };
  if (!asked) return { id: scenario.id, ...all };
  const entries = Object.entries(all).filter(([field]) => asked.includes(field));
  return { id: scenario.id, ...Object.fromEntries(entries) };
}
