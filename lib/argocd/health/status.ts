export type HealthCode = 'Healthy' | 'Suspended' | 'Progressing' | 'Missing' | 'Degraded' | 'Unknown';

/** How an object is, in the words of the check that looked. */
export interface HealthStatus {
  status: HealthCode;
  /** `''` when the check says nothing. */
  message: string;
}
