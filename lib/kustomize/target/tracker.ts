import { fingerprint } from '../core/fingerprint';
import { addTransformation, hasOrigin, joinRelative, type OriginRecord, setOrigin } from '../core/origin';
import type { ResMap } from '../core/resmap';
import type { Resource } from '../core/resource';
import type { Step } from '../core/step';

/**
 * Follows where objects come from and what changes them: for upstream's annotations (when `buildMetadata` asks
 * for them) and for the steps that this room's callers get (when they ask for them).
 */
export class Tracker {
  constructor(
    /** Whether the kustomization that is built has `buildMetadata`. */
    readonly annotating: boolean,
    readonly following: boolean,
    /** Where the kustomization lies, seen from the one that is built. */
    private readonly path: string,
    /** The kustomization's file in the tree. */
    private readonly file: string,
  ) {}

  below(path: string, file: string): Tracker {
    return new Tracker(this.annotating, this.following, joinRelative(this.path, path), file);
  }

  /** Notes the file that objects were read from. */
  read(resources: readonly Resource[], path: string): void {
    if (!this.annotating) return;
    for (const resource of resources) setOrigin(resource, { path: joinRelative(this.path, path) });
  }

  /** Notes the generator that made an object. */
  generated(resource: Resource, plugin: OriginRecord): void {
    if (this.annotating && !hasOrigin(resource)) setOrigin(resource, plugin);
  }

  /** What a built-in plugin of this kustomization is called in origins. */
  builtin(kind: string, fileName: string): OriginRecord {
    return {
      configuredIn: joinRelative(this.path, fileName),
      configuredBy: { apiVersion: 'builtin', kind },
    };
  }

  /** The record of a plugin that is an object itself. */
  custom(resource: Resource): OriginRecord {
    return {
      configuredIn: originPath(resource) ?? '',
      configuredBy: {
        apiVersion: resource.apiVersion,
        kind: resource.kind,
        name: resource.name,
        namespace: resource.namespace,
      },
    };
  }

  /** Runs a step and notes it at the objects that it changed. */
  follow(map: ResMap, name: string, action: () => void): void {
    const before = this.following
      ? new Map(map.resources.map((resource) => [resource, fingerprint(resource.node)]))
      : undefined;
    action();
    if (before === undefined) return;
    const step: Step = { transformer: name, configuredIn: this.file };
    for (const resource of map.resources) {
      if (before.get(resource) !== fingerprint(resource.node)) resource.note(step);
    }
  }

  /** Notes a step at an object that it changed. */
  changed(resource: Resource, name: string): void {
    if (this.following) resource.note({ transformer: name, configuredIn: this.file });
  }

  /** Runs a transformer, and notes it at all objects, as upstream does. */
  transform(map: ResMap, name: string, record: OriginRecord, action: () => void): void {
    this.follow(map, name, action);
    if (!this.annotating) return;
    for (const resource of map.resources) if (!resource.isEmpty) addTransformation(resource, record);
  }
}

/** The path in an object's origin annotation. */
function originPath(resource: Resource): string | undefined {
  const text = resource.annotation('config.kubernetes.io/origin') ?? '';
  return /^path: (.*)$/m.exec(text)?.[1];
}
