import { COMPARE_OPTIONS, DELETE_POLICY, HOOK, SYNC_OPTIONS, SYNC_WAVE } from '../rules/argocd/annotations';

interface AnnotationDoc {
  text: string;
  /** The words that it takes, each with what it does. */
  words: Readonly<Record<string, string>>;
}

const IGNORE_HEALTH = 'argocd.argoproj.io/ignore-healthcheck';

/** Argo CD's annotations on resources, in the words of the phase diagram. */
export const ANNOTATIONS: Readonly<Record<string, AnnotationDoc>> = {
  [HOOK]: {
    text: 'Makes this resource a hook: Argo CD creates it in these phases of a sync instead of keeping it as part of the application. Several types are separated by commas.',
    words: {
      PreSync: 'Runs before anything of the application is applied. If it fails, the sync stops there.',
      Sync: 'Runs in the Sync phase, together with the application’s resources, in the order of the waves.',
      PostSync:
        'Runs when everything of the Sync phase is applied and healthy. If it fails, the sync has failed.',
      SyncFail: 'Runs when the sync has failed, in whatever phase.',
      Skip: 'Argo CD does not apply this resource.',
      PreDelete: 'Runs before the resources go when the Application is deleted; no part of a sync.',
      PostDelete: 'Runs after the resources are gone when the Application is deleted; no part of a sync.',
    },
  },
  [DELETE_POLICY]: {
    text: 'When Argo CD deletes the hook. Without it: `BeforeHookCreation`. Naming any policy removes that default.',
    words: {
      BeforeHookCreation:
        'Deletes the old hook right before the new one is created. Its logs stay until then.',
      HookSucceeded:
        'Deletes the hook at the end of a sync that has succeeded, not when the hook itself is done.',
      HookFailed: 'Deletes the hook when the sync has failed, even if this hook succeeded.',
    },
  },
  [SYNC_WAVE]: {
    text: 'The order within a phase: lower waves first, 0 when absent, negative allowed. Argo CD waits until a wave is healthy before it starts the next. It orders nothing across phases: a PreSync hook of wave 5 still runs before every Sync resource. The value is text, so it needs quotes.',
    words: {
      '-1': 'Before the resources without a wave.',
      '0': 'Same as none.',
      '1': 'After the resources without a wave are healthy.',
    },
  },
  [SYNC_OPTIONS]: {
    text: 'Options for the sync of this one resource. Several are separated by commas.',
    words: {
      'Prune=false': 'Not deleted when it goes from Git.',
      'Prune=confirm': 'Deleted only after someone has confirmed it.',
      'PruneLast=true': 'Deleted after everything else is applied and healthy.',
      'Delete=false': 'Kept when the Application is deleted.',
      'Delete=confirm': 'Deleted with the Application only after someone has confirmed it.',
      'Replace=true': 'Uses `kubectl replace` instead of `apply`.',
      'Force=true': 'Deletes and creates it anew when it cannot be changed.',
      'Validate=false': 'No validation by the API server (`kubectl apply --validate=false`).',
      'ServerSideApply=true': 'Applies on the server’s side.',
      'ServerSideApply=false': 'Applies on the client’s side, whatever the Application says.',
      'SkipDryRunOnMissingResource=true': 'No dry run while its CustomResourceDefinition is not there yet.',
    },
  },
  [COMPARE_OPTIONS]: {
    text: 'How Argo CD compares this resource.',
    words: {
      IgnoreExtraneous: 'Does not make the Application OutOfSync when it is in the cluster and not in Git.',
      'ServerSideDiff=true': 'Compares with the server’s own dry run.',
      'IncludeMutationWebhook=true': 'Takes changes by webhooks into the comparison.',
    },
  },
  [IGNORE_HEALTH]: {
    text: 'Keeps this resource’s health out of the Application’s.',
    words: { true: 'Its health does not count.' },
  },
};

export function annotationDoc(key: string): AnnotationDoc | undefined {
  return Object.hasOwn(ANNOTATIONS, key) ? ANNOTATIONS[key] : undefined;
}
