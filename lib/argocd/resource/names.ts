/** Annotations and finalizers that Argo CD reads. As gitops-engine/pkg/sync/common/types.go and common/common.go. */
export const ANNOTATION = {
  hook: 'argocd.argoproj.io/hook',
  hookDeletePolicy: 'argocd.argoproj.io/hook-delete-policy',
  syncWave: 'argocd.argoproj.io/sync-wave',
  syncOptions: 'argocd.argoproj.io/sync-options',
  compareOptions: 'argocd.argoproj.io/compare-options',
  ignoreHealthCheck: 'argocd.argoproj.io/ignore-healthcheck',
  ignoreRestartPolicy: 'argocd.argoproj.io/ignore-restart-policy',
  deletionApproved: 'argocd.argoproj.io/deletion-approved',
  trackingId: 'argocd.argoproj.io/tracking-id',
  refresh: 'argocd.argoproj.io/refresh',
  lastApplied: 'kubectl.kubernetes.io/last-applied-configuration',
  helmHook: 'helm.sh/hook',
  helmWeight: 'helm.sh/hook-weight',
  helmDeletePolicy: 'helm.sh/hook-delete-policy',
  hpaConditions: 'autoscaling.alpha.kubernetes.io/conditions',
} as const;

export const HOOK_FINALIZER = 'argocd.argoproj.io/hook-finalizer';
export const RESOURCES_FINALIZER = 'resources-finalizer.argocd.argoproj.io';
