import type { KubeObject } from '../object';
import type { ResourceResult } from '../sync/result';
import { labelOf } from './world';

interface ResultLine {
  resource: string;
  status: string;
  hookPhase: string;
  hookType: string;
  syncPhase: string;
  message: string;
}

/** What happened in a scenario, in the words of the oracles. */
export interface Happened {
  operationPhase: string;
  operationMessage: string;
  order: string[];
  phaseReached: string;
  hooksDeleted: string[];
  created: string[];
  pruned: string[];
  skipped: string[];
  passMessages: string[];
  liveAfter: string[];
  results: ResultLine[];
  resultMessages: { [label: string]: string };
  firstPassWaves: { [label: string]: number };
  waveDelays: number;
  retryWaits: { announcedSeconds: number[]; actualSeconds: number[] };
}

/** Writes down what happens while a scenario runs. */
export class Recorder {
  readonly order: string[] = [];
  readonly hooksDeleted: string[] = [];
  readonly created = new Set<string>();
  readonly pruned: string[] = [];
  readonly passMessages: string[] = [];
  readonly announced: number[] = [];
  readonly actual: number[] = [];
  readonly mentioned = new Set<string>();
  firstPassWaves: { [label: string]: number } = {};
  phaseReached = '';
  waveDelays = 0;

  say(message: string): void {
    if (this.passMessages.at(-1) !== message) this.passMessages.push(message);
  }

  did(entry: string, object: KubeObject, phase?: string): void {
    this.order.push(entry);
    this.mentioned.add(labelOf(object));
    if (phase !== undefined) this.phaseReached = phase;
  }

  end(
    state: { phase: string; message: string; results: readonly ResourceResult[] },
    manifests: readonly KubeObject[],
    live: readonly KubeObject[],
  ): Happened {
    const results = state.results.map(resultLine);
    const untouched = manifests
      .map(labelOf)
      .filter((label) => !label.endsWith('/undefined') && !this.mentioned.has(label));
    const kept = results.flatMap(({ status, resource }) => (status === 'PruneSkipped' ? resource : []));
    return {
      operationPhase: state.phase,
      operationMessage: state.message,
      order: this.order,
      phaseReached: this.phaseReached,
      hooksDeleted: this.hooksDeleted,
      created: [...this.created],
      pruned: this.pruned,
      skipped: [...new Set([...untouched, ...kept])].sort(),
      passMessages: this.passMessages,
      liveAfter: live.map(labelOf).sort(),
      results,
      resultMessages: Object.fromEntries(results.map(({ resource, message }) => [resource, message])),
      firstPassWaves: this.firstPassWaves,
      waveDelays: this.waveDelays,
      retryWaits: { announcedSeconds: this.announced, actualSeconds: this.actual },
    };
  }
}

function resultLine(result: ResourceResult): ResultLine {
  const { kind, name, status, hookPhase, hookType, syncPhase, message } = result;
  return { resource: `${kind}/${name || 'undefined'}`, status, hookPhase, hookType, syncPhase, message };
}
