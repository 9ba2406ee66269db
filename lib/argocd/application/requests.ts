import type { RetryStrategy } from '../operation/retry';
import type { Operation } from '../operation/state';
import type { Project } from '../project/project';
import { maySync, windowsFor } from '../project/sync-window';
import type { SyncRequest } from '../sync/settings';
import type { Application } from './spec';

/** What a person asks for with `argocd app sync`, or on the screen. */
export interface ManualSync extends SyncRequest {
  revision?: string;
  retry?: RetryStrategy;
  username?: string;
}

export type Requested = { ok: true; operation: Operation; event: string } | { ok: false; message: string };

/** Makes an operation of a request, or refuses it. As server/application/application.go, Sync. */
export function requestSync(
  application: Application,
  project: Project,
  request: ManualSync,
  now: number,
  operationInProgress: boolean,
): Requested {
  const windows = maySync(windowsFor(project.syncWindows, application), true, now);
  if (!windows.ok) return { ok: false, message: `cannot sync: invalid sync window: ${windows.message}` };
  if (!windows.allowed) return { ok: false, message: 'cannot sync: blocked by sync window' };
  if (application.deleting) return { ok: false, message: 'application is deleting' };
  const { revision = '', retry, username = 'admin', ...sync } = request;
  const tracked = application.source.targetRevision || 'HEAD';
  if (application.automated && revision !== '' && revision !== tracked && request.dryRun !== true) {
    return {
      ok: false,
      message: `Cannot sync to ${revision}: auto-sync currently set to ${application.source.targetRevision}`,
    };
  }
  if (operationInProgress) return { ok: false, message: 'another operation is already in progress' };
  const chosen = retry ?? application.retry;
  const target = revision || tracked;
  const partial = (sync.resources?.length ?? 0) > 0;
  return {
    ok: true,
    operation: {
      sync: { syncOptions: application.syncOptions, ...sync, ...(revision !== '' && { revision }) },
      initiatedBy: { username },
      ...(chosen && { retry: chosen }),
    },
    event: `${username} initiated ${partial ? 'partial ' : ''}sync to ${target}`,
  };
}
