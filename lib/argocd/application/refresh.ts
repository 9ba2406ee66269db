import type { IgnoreRule } from '../compare/ignore';
import { type Json, sameJson } from '../object';
import type { Application, Destination, Source } from './spec';

/** How much is asked anew: the live state, what Git says at the known revision, or which revision is the newest. */
export type CompareLevel =
  | 'ComparisonWithNothing'
  | 'CompareWithRecent'
  | 'CompareWithLatest'
  | 'CompareWithLatestForceResolve';

export interface RefreshInput {
  application: Application;
  /** The value of `argocd.argoproj.io/refresh`; anything but `hard` is a normal refresh. */
  requested: string | undefined;
  /** What the last comparison compared, and when (epoch milliseconds). */
  compared:
    | { source: Source; destination: Destination; ignoreDifferences: readonly IgnoreRule[]; at: number }
    | undefined;
  /** What the Application says of its namespace is not what the last sync knew. */
  namespaceMetadataDiffers?: boolean;
  now: number;
  /** How old a comparison may get: 3 minutes upstream, and never for a hard refresh. */
  timeout: number;
  hardTimeout?: number;
  /** The controller itself wants another look: an object changed, or an operation ended. */
  wanted?: CompareLevel;
}

export type Refresh =
  | { refresh: false }
  | { refresh: true; type: 'normal' | 'hard'; level: CompareLevel; reason: string };

const json = (value: unknown): Json => JSON.parse(JSON.stringify(value));

/** Whether, why and how thoroughly an Application is compared again. As appcontroller.go, needRefreshAppStatus. */
export function decideRefresh(input: RefreshInput): Refresh {
  const { application, compared, requested, wanted, now } = input;
  const yes = (
    reason: string,
    level: CompareLevel = 'CompareWithLatest',
    type: 'normal' | 'hard' = 'normal',
  ) => ({ refresh: true, type, level, reason }) as const;
  if (requested !== undefined) {
    const type = requested === 'hard' ? 'hard' : 'normal';
    return yes(`${type} refresh requested`, 'CompareWithLatestForceResolve', type);
  }
  if (!compared || !sameJson(json(compared.source), json(application.source))) {
    return yes('spec.source differs', 'CompareWithLatestForceResolve');
  }
  const expired = (timeout: number) => timeout > 0 && compared.at + timeout < now;
  const hard = expired(input.hardTimeout ?? 0);
  if (hard || expired(input.timeout)) {
    const what = hard ? 'requesting hard refresh' : 'requesting refresh';
    return yes(`comparison expired, ${what}`, 'CompareWithLatest', hard ? 'hard' : 'normal');
  }
  if (!sameJson(json(compared.destination), json(application.destination)))
    return yes('spec.destination differs');
  if (input.namespaceMetadataDiffers) return yes('spec.syncPolicy.managedNamespaceMetadata differs');
  if (!sameJson(json(compared.ignoreDifferences), json(application.ignoreDifferences))) {
    return yes('spec.ignoreDifferences differs');
  }
  return wanted ? yes('controller refresh requested', wanted) : { refresh: false };
}
