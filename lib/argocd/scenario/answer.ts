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

/** Runs a scenario and gives back the fields that it asks for; all when it asks for none, or for none that there is. */
export function answer(scenario: Scenario): Answer {
  const { id, asked = [] } = scenario;
  const [object] = scenario.manifests;
  const parse = object && { parse: parseOf(object) };
  if (parse && asked.length > 0 && asked.every((field) => field === 'parse')) return { id, ...parse };
  const all = { ...parse, ...runScenario(scenario) };
  const wanted = Object.entries(all).filter(([field]) => asked.includes(field));
  return { id, ...(wanted.length > 0 ? Object.fromEntries(wanted) : all) };
}
