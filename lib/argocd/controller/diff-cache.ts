import { type Diff, type DiffOptions, diffResource } from '../compare/diff';
import { keyTextOf } from '../key';
import { type KubeObject, sameJson } from '../object';

interface Entry {
  target: KubeObject | undefined;
  live: KubeObject | undefined;
  options: string;
  diff: Diff;
}

/** More than an Application of the lab has; then it begins anew. */
const KEPT = 5000;

/** What comparing found the last time, as long as neither side changed. As controller/state.go's cache of diffs. */
export class DiffCache {
  private readonly entries = new Map<string, Entry>();

  /** @param live as the API handed it out: an object that changed is another object. */
  diff(target: KubeObject | undefined, live: KubeObject | undefined, options: DiffOptions = {}): Diff {
    const key = keyTextOf(live ?? target ?? {});
    const asText = JSON.stringify(options);
    const known = this.entries.get(key);
    if (known && known.live === live && known.options === asText && sameJson(known.target, target)) {
      return known.diff;
    }
    const diff = diffResource(target, live, options);
    if (this.entries.size >= KEPT) this.entries.clear();
    this.entries.set(key, { target, live, options: asText, diff });
    return diff;
  }

  clear(): void {
    this.entries.clear();
  }
}
