import type { PlacedObject, Workspace } from '@/lib/lessons';
import { filesBelow, textOf } from '@/lib/tree';
import { names } from '../names';
import { at, csv, list, text } from './data';

const isYaml = (path: string) => /\.ya?ml$/.test(path) || /(^|\/)Kustomization$/.test(path);

export const kindOf = (object: PlacedObject) => text(at(object.value, 'kind'));
export const nameOfObject = (object: PlacedObject) => text(at(object.value, 'metadata', 'name'));
export const annotation = (object: PlacedObject, key: string) =>
  at(object.value, 'metadata', 'annotations', key);
export const hookTypes = (object: PlacedObject) => csv(annotation(object, names.annotations.hook));

/** How a learner knows an object: `Job smoke-test`. */
export function shown(object: PlacedObject): string {
  const generated = text(at(object.value, 'metadata', 'generateName'));
  const name = nameOfObject(object) ?? (generated ? `with generateName ${generated}` : 'without a name');
  return `${kindOf(object) ?? 'object'} ${name}`;
}

/**
 * Where a learner finds an object: its own file, or, for one that comes out of a build, the file that defines an
 * object of this kind and name.
 */
export function placeOf(
  workspace: Workspace,
  object: PlacedObject,
): { path: string; line: number } | undefined {
  const source = workspace.tree.has(object.path)
    ? object
    : written(workspace).find(
        (o) => kindOf(o) === kindOf(object) && nameOfObject(o) === nameOfObject(object),
      );
  return source && { path: source.path, line: source.line };
}

/** The Application: of several files with one, `app.yaml` counts. */
export function application(workspace: Workspace): PlacedObject | undefined {
  const files = filesBelow(workspace.tree, '').filter(isYaml);
  const first = files.filter((path) => path === names.applicationFile);
  return [...first, ...files]
    .flatMap((path) => workspace.objects(path))
    .find((object) => kindOf(object) === 'Application');
}

/** The paths that an Application reads: `spec.source` or each of `spec.sources`, as Argo CD cleans them. */
export function sourcePaths(app: PlacedObject): string[] {
  const sources = [at(app.value, 'spec', 'source'), ...list(at(app.value, 'spec', 'sources'))];
  return sources.flatMap((source) => {
    const path = text(at(source, 'path'));
    return path === undefined ? [] : [path.replace(/^(\.\/)+/, '').replace(/\/+$/, '')];
  });
}

/** The YAML files of today's work: all of the repository but Day 5's. */
export function todaysFiles(workspace: Workspace): string[] {
  return filesBelow(workspace.tree, names.repository).filter(
    (path) => isYaml(path) && !path.startsWith(`${names.inWorkspace.day5}/`),
  );
}

export function written(workspace: Workspace): PlacedObject[] {
  return todaysFiles(workspace).flatMap((path) => workspace.objects(path));
}

/** Today's files that hold text and no object: their YAML cannot be read. */
export function unreadable(workspace: Workspace): string[] {
  const hasText = (path: string) => /^\s*[^#\s-]/m.test(textOf(workspace.tree, path) ?? '');
  return todaysFiles(workspace).filter((path) => hasText(path) && workspace.objects(path).length === 0);
}

/** What the overlay builds to; empty when it does not build. */
export function built(workspace: Workspace): readonly PlacedObject[] {
  const build = workspace.build(names.inWorkspace.overlay);
  return 'objects' in build ? build.objects : [];
}

/**
 * The objects of one sort: as the overlay builds them, because a patch may have completed them there, or, as long as
 * the build has none, as they are written in today's files.
 */
export function found(
  workspace: Workspace,
  wanted: (object: PlacedObject) => boolean,
): readonly PlacedObject[] {
  const inBuild = built(workspace).filter(wanted);
  return inBuild.length > 0 ? inBuild : written(workspace).filter(wanted);
}

export const isDeployment = (o: PlacedObject) =>
  kindOf(o) === 'Deployment' && nameOfObject(o) === names.deployment;
export const isPreflight = (o: PlacedObject) => kindOf(o) === 'Job' && nameOfObject(o) === names.preflight;
export const isService = (o: PlacedObject) => kindOf(o) === 'Service';
/** A Job that is a hook of the wanted phase, or means to be: it has the annotation, whatever stands in it. */
export const isHookJob = (o: PlacedObject) =>
  kindOf(o) === 'Job' && annotation(o, names.annotations.hook) !== undefined;
export const isPostSync = (o: PlacedObject) => isHookJob(o) && hookTypes(o).includes(names.hookPhase);

/** Today's Job, hook or not: every Job but Day 5's. */
export const isTodaysJob = (o: PlacedObject) => kindOf(o) === 'Job' && !isPreflight(o);

/** The smoke test: the PostSync Jobs; where there is none, whatever Job was written today. */
export function smokeTests(workspace: Workspace): readonly PlacedObject[] {
  const hooks = found(workspace, isPostSync);
  if (hooks.length > 0) return hooks;
  const almost = found(workspace, isHookJob);
  return almost.length > 0 ? almost : found(workspace, isTodaysJob);
}
