import { hasOption } from '../resource/annotations';
import { ANNOTATION } from '../resource/names';
import { isPrune, type SyncTask } from './task';

/**
 * Gives prunes the waves in which they run: the waves that have prunes are swapped, first with last and so on, so that what was
 * made last goes first; those with PruneLast come after every wave of the Sync phase. Counted anew on each pass from what is
 * still there. As gitops-engine/pkg/sync/sync_context.go, getSyncTasks.
 */
export function pruneWaves(tasks: readonly SyncTask[], pruneLast: boolean): void {
  const prunes = tasks.filter(isPrune);
  if (prunes.length === 0) return;
  const waves = [...new Set(prunes.map((task) => task.wave))].sort((a, b) => a - b);
  const swapped = new Map(waves.map((wave, i) => [wave, waves[waves.length - 1 - i] ?? wave]));
  for (const task of prunes) moveTo(task, swapped.get(task.wave) ?? task.wave, 'prune-waves-swapped');
  let last = 0;
  for (const task of tasks) if (task.phase === 'Sync') last = Math.max(last, task.wave);
  for (const task of prunes) {
    const own = hasOption(task.live, ANNOTATION.syncOptions, 'PruneLast=true');
    if (pruneLast || own) moveTo(task, last + 1, 'prune-last');
  }
}

const TEXTS = {
  'prune-waves-swapped': 'prunes run in the reverse order of their waves',
  'prune-last': 'PruneLast=true: after the last wave of the Sync phase',
} as const;

function moveTo(task: SyncTask, wave: number, rule: keyof typeof TEXTS): void {
  if (task.wave === wave) return;
  task.because.push({ rule, text: `${TEXTS[rule]}: wave ${wave} instead of ${task.wave}` });
  task.wave = wave;
}
