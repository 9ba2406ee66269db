import type { Trouble } from './world';

/** Why a record could not be kept, from what the storage threw. */
export function troubleOf(error: unknown): Trouble {
  console.warn('Something could not be saved:', error);
  return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'closed';
}
