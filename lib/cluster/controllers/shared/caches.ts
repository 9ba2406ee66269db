import type { Context } from '../../context';
import { ObjectCache } from './cache';

const OF_CONTEXT = new WeakMap<Context, Caches>();

/** The caches of a cluster: one watch for each kind, shared by all controllers and the scheduler. */
export class Caches {
  private readonly kinds = new Map<string, ObjectCache>();

  private constructor(private readonly context: Context) {}

  static of(context: Context): Caches {
    const there = OF_CONTEXT.get(context);
    if (there) return there;
    const made = new Caches(context);
    OF_CONTEXT.set(context, made);
    return made;
  }

  kind(apiVersion: string, kind: string): ObjectCache {
    const name = `${apiVersion}/${kind}`;
    const there = this.kinds.get(name);
    if (there) return there;
    const made = new ObjectCache(this.context, apiVersion, kind);
    this.kinds.set(name, made);
    return made;
  }

  get pods(): ObjectCache {
    return this.kind('v1', 'Pod');
  }
}
