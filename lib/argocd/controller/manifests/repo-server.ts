import { BuildCache } from '@/lib/kustomize';
import { manifestError } from '../../compare/manifest-error';
import type { KubeObject } from '../../object';
import type { Repositories } from '../repository';
import { resolveRevision } from '../resolve';
import { type Generated, generateManifests, type ManifestRequest } from './generate';
import type { SourceType } from './source-type';

/** What Git says of an Application, or why that is not known, as ComparisonError says it after `Failed to load target state: `. */
export type Manifests =
  | { ok: true; objects: readonly KubeObject[]; revision: string; type: SourceType }
  | { ok: false; error: string };

interface Remembered {
  generated: Generated;
  failures: number;
  firstFailure: number;
}

/** Failures are remembered after this many tries, for this long. As PauseGenerationAfterFailedGenerationAttempts. */
const TRIES = 3;
const PAUSE = 3_600_000;
/** Revisions whose manifests are kept. */
const KEPT = 200;

/** Makes manifests and remembers them by revision. As reposerver/repository/repository.go. */
export class RepoServer {
  private readonly remembered = new Map<string, Remembered>();
  private readonly builds = new BuildCache();

  constructor(
    private readonly repositories: Repositories,
    private readonly now: () => number,
  ) {}

  /**
   * @param revision a branch, a tag or a hash; `''` for the repository's HEAD.
   * @param noCache a hard refresh: nothing that was made before is used.
   */
  manifests(request: ManifestRequest, revision: string, noCache: boolean): Manifests {
    const failed = (error: string): Manifests => ({
      ok: false,
      error: `failed to generate manifest for source 1 of 1: ${error}`,
    });
    const resolved = resolveRevision(this.repositories, request.source.repoURL, revision);
    if (!resolved.ok) return failed(resolved.error);
    const { hash, tree } = resolved.commit;
    const key = JSON.stringify([hash, request.written, request.application, request.namespace]);
    const known = this.recent(key);
    if (known && !noCache) {
      if (known.generated.ok) return { ...known.generated, revision: hash };
      if (known.failures >= TRIES)
        return { ok: false, error: manifestError(known.generated.error, TRIES + 1) };
    }
    const generated = generateManifests(request, tree, this.builds);
    const failures = generated.ok ? 0 : (known?.failures ?? 0) + 1;
    const firstFailure = known && known.failures > 0 ? known.firstFailure : this.now();
    this.remember(key, { generated, failures, firstFailure });
    return generated.ok
      ? { ...generated, revision: hash }
      : { ok: false, error: manifestError(generated.error, 1) };
  }

  /** What is remembered of a revision; a failure that was paused for long enough is forgotten. */
  private recent(key: string): Remembered | undefined {
    const known = this.remembered.get(key);
    const paused = known !== undefined && known.failures >= TRIES;
    return paused && this.now() - known.firstFailure >= PAUSE ? undefined : known;
  }

  private remember(key: string, entry: Remembered): void {
    this.remembered.delete(key);
    this.remembered.set(key, entry);
    const [oldest] = this.remembered.keys();
    if (this.remembered.size > KEPT && oldest !== undefined) this.remembered.delete(oldest);
  }
}
