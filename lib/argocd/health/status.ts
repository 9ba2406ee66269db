export type HealthCode = 'Healthy' | 'Suspended' | 'Progressing' | 'Missing' | 'Degraded' | 'Unknown';

/** How an object is, in the words of the check that looked. */
export interface HealthStatus {
  status: HealthCode;
  /** `''` when the check says nothing. */
  message: string;
}

/** As gitops-engine/pkg/health/health.go, healthOrder: the best first. */
const ORDER: readonly HealthCode[] = [
  'Healthy',
  'Suspended',
  'Progressing',
  'Missing',
  'Degraded',
  'Unknown',
];

export const isWorse = (than: HealthCode, code: HealthCode): boolean =>
  ORDER.indexOf(code) > ORDER.indexOf(than);

export const healthy = (message = ''): HealthStatus => ({ status: 'Healthy', message });
export const progressing = (message = ''): HealthStatus => ({ status: 'Progressing', message });
export const degraded = (message = ''): HealthStatus => ({ status: 'Degraded', message });
export const suspended = (message = ''): HealthStatus => ({ status: 'Suspended', message });
export const unknown = (message = ''): HealthStatus => ({ status: 'Unknown', message });
