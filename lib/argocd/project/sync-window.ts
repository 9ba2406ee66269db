import type { Application } from '../application/spec';
import { at, isList, isMap, itemsAt, type Json, textAt } from '../object';
import { parseGoDuration } from '../operation/duration';
import { globMatches } from '../resource/glob';
import { nextTime, parseCron } from './cron';

/** A time in which a project's Applications may, or may not, be synced. */
export interface SyncWindow {
  kind: string;
  schedule: string;
  duration: string;
  applications: readonly string[];
  namespaces: readonly string[];
  clusters: readonly string[];
  manualSync: boolean;
  timeZone: string;
  useAndOperator: boolean;
  syncOverrun: boolean;
}

export function readSyncWindows(json: Json | undefined): SyncWindow[] {
  return (isList(json) ? json : []).filter(isMap).map((item) => {
    const texts = (field: string) => itemsAt(item, field).filter((entry) => typeof entry === 'string');
    return {
      kind: textAt(item, 'kind'),
      schedule: textAt(item, 'schedule'),
      duration: textAt(item, 'duration'),
      applications: texts('applications'),
      namespaces: texts('namespaces'),
      clusters: texts('clusters'),
      manualSync: at(item, 'manualSync') === true,
      timeZone: textAt(item, 'timeZone'),
      useAndOperator: at(item, 'andOperator') === true,
      syncOverrun: at(item, 'syncOverrun') === true,
    };
  });
}

/** The windows that are about an Application. As pkg/apis, SyncWindows.Matches. */
export function windowsFor(windows: readonly SyncWindow[], application: Application): SyncWindow[] {
  const { name, destination } = application;
  const any = (patterns: readonly string[], ...texts: string[]) =>
    patterns.some((pattern) => texts.some((text) => text !== '' && globMatches(pattern, text)));
  return windows.filter((window) => {
    const asked: boolean[] = [];
    if (window.applications.length > 0) asked.push(any(window.applications, name));
    if (window.clusters.length > 0) asked.push(any(window.clusters, destination.name, destination.server));
    if (window.namespaces.length > 0) asked.push(any(window.namespaces, destination.namespace));
    if (asked.length === 0) return false;
    return window.useAndOperator ? asked.every(Boolean) : asked.some(Boolean);
  });
}

export type MaySync = { ok: true; allowed: boolean; why: string } | { ok: false; message: string };

/**
 * Whether windows let a sync run. As SyncWindows.CanSync.
 *
 * @param windows those that are about the Application.
 * @param started when the operation started, for windows that let one run on (`syncOverrun`).
 */
export function maySync(
  windows: readonly SyncWindow[],
  manual: boolean,
  now: number,
  started?: number,
): MaySync {
  const open: SyncWindow[] = [];
  const closedAllows: SyncWindow[] = [];
  for (const window of windows) {
    const active = isActive(window, now);
    if (!active.ok) return { ok: false, message: `invalid sync windows: ${active.message}` };
    if (active.active) open.push(window);
    else if (window.kind === 'allow') closedAllows.push(window);
  }
  const say = (allowed: boolean, why: string): MaySync => ({ ok: true, allowed, why });
  const denies = open.filter(({ kind }) => kind === 'deny');
  const blocking = denies.length > 0 ? denies : closedAllows;
  if (denies.length === 0 && open.some(({ kind }) => kind === 'allow'))
    return say(true, 'an allow window is open');
  if (blocking.length === 0) return say(true, 'no window says otherwise');
  const what = denies.length > 0 ? 'a deny window is open' : 'no allow window is open';
  if (manual && blocking.every(({ manualSync }) => manualSync))
    return say(true, `${what}, but manual syncs may run`);
  if (started !== undefined && blocking.every(({ syncOverrun }) => syncOverrun)) {
    const before = maySync(windows, manual, started);
    if (!before.ok) return before;
    if (before.allowed) return say(true, `${what}, but the sync started before and may run on`);
  }
  return say(false, what);
}

function isActive(
  window: SyncWindow,
  now: number,
): { ok: true; active: boolean } | { ok: false; message: string } {
  const cron = parseCron(window.schedule);
  if (!cron.ok) return { ok: false, message: `cannot parse schedule '${window.schedule}': ${cron.message}` };
  const duration = parseGoDuration(window.duration);
  if (duration === undefined) {
    const why = `time: invalid duration ${JSON.stringify(window.duration)}`;
    return { ok: false, message: `cannot parse duration '${window.duration}': ${why}` };
  }
  const local = now + offsetOf(window.timeZone, now);
  const next = nextTime(cron.schedule, local - duration);
  return { ok: true, active: next !== undefined && next < local };
}

/** How far a time zone is from UTC, in milliseconds; an unknown one counts as UTC. */
function offsetOf(timeZone: string, now: number): number {
  if (timeZone === '' || timeZone === 'UTC') return 0;
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    const name = format.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
    const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
    return sign === '-' ? -size : size;
  } catch {
    return 0;
  }
}

/** What a running operation says that a window keeps from going on. As controller/sync.go. */
export function blockedMessage(decision: MaySync): string | undefined {
  const text = 'Sync operation blocked by sync window';
  if (!decision.ok) return `${text}: ${decision.message}`;
  return decision.allowed ? undefined : text;
}
