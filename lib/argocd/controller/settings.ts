/** How Argo CD is set up; the defaults are those of its own installation. */
export interface ArgoCdSettings {
  /** Where Applications and AppProjects live. */
  namespace: string;
  /** How old a comparison gets before Git is asked again, milliseconds. As `timeout.reconciliation`. */
  refreshTimeout: number;
  /** Up to so much more, so that Applications do not all ask at once. As `timeout.reconciliation.jitter`. */
  refreshJitter: number;
  /** The same for a hard refresh; 0 for never. */
  hardRefreshTimeout: number;
  /** Between two waves. As ARGOCD_SYNC_WAVE_DELAY. */
  waveDelay: number;
  /** After how long a sync is terminated; 0 for never. */
  syncTimeout: number;
  /** For how long an error of Git's is kept back on a periodic refresh. */
  repoErrorGracePeriod: number;
  /** Pushes refresh Applications at once, as with a webhook; without it Git is only polled. */
  webhooks: boolean;
}

export const DEFAULT_ARGOCD_SETTINGS: ArgoCdSettings = {
  namespace: 'argocd',
  refreshTimeout: 120_000,
  refreshJitter: 60_000,
  hardRefreshTimeout: 0,
  waveDelay: 2000,
  syncTimeout: 0,
  repoErrorGracePeriod: 180_000,
  webhooks: false,
};

/** A managed object changed: the operation looks again after so long. As appOperationRequeueDelay. */
export const OPERATION_DELAY = 5000;
/** It looks again at the latest after so long. As appOperationMaxRequeueInterval. */
export const OPERATION_POLL = 30_000;
