import { isMap, itemsAt, type Json, type JsonMap, textAt } from '../object';
import { ANNOTATION } from '../resource/names';
import { mergePatch, stamp } from './json';
import type { ApplicationView } from './view';
import { patchApplication, recordEvent, type World } from './world';

export const mapOf = (json: Json | undefined): JsonMap => (isMap(json) ? json : {});
export const statusOf = ({ object }: ApplicationView): JsonMap => mapOf(object.status);

/**
 * Writes an Application's status, tells of what changed, and takes the request for the comparison away. As
 * controller/appcontroller.go, persistAppStatus and handleRefreshAnnotation.
 */
export function persistStatus(world: World, view: ApplicationView, next: JsonMap): void {
  const { object } = view;
  const before = statusOf(view);
  const tell = (message: string) => recordEvent(world, object, 'Normal', 'ResourceUpdated', message);
  const [syncBefore, sync] = [textAt(before, 'sync', 'status'), textAt(next, 'sync', 'status')];
  if (syncBefore !== sync) tell(`Updated sync status: ${syncBefore} -> ${sync}`);
  const [healthBefore, health] = [textAt(before, 'health', 'status'), textAt(next, 'health', 'status')];
  const changed = healthBefore !== health;
  if (changed) {
    const message = textAt(next, 'health', 'message');
    tell(`Updated health status: ${healthBefore} -> ${health}${message && ` (${message})`}`);
  }
  // The message stays with what it was said of: as long as the status is the same, so is the message.
  const kept = mapOf(before.health);
  const said = changed
    ? { lastTransitionTime: stamp(world.cluster.time.now()) }
    : { message: kept.message, lastTransitionTime: kept.lastTransitionTime };
  const status = {
    ...next,
    conditions: itemsAt(next, 'conditions').length > 0 ? next.conditions : undefined,
    health: { ...mapOf(next.health), ...said },
  };
  const patch = mergePatch(before, status);
  const asked = object.metadata.annotations?.[ANNOTATION.refresh] !== undefined;
  if (!patch && !asked) return;
  const manifest = {
    ...(patch && { status: patch }),
    ...(asked && { metadata: { annotations: { [ANNOTATION.refresh]: null } } }),
  };
  patchApplication(world, object, JSON.parse(JSON.stringify(manifest)), 'what the comparison found');
}
