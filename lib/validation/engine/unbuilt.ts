import { entriesOf } from '@/lib/yaml';
import { builtBy, isSmall } from './built-by';
import type { ValidationCache } from './cache';
import { isInline, isRemote, type Project } from './project';
import type { Found, Unbuilt } from './rule';
import { type Top, topsOf } from './tops';

/** Charts are filled in by Helm, which is not here. */
const ELSEWHERE = new Set(['helmCharts', 'helmChartInflationGenerator', 'helmGlobals']);
/** Programs that may be allowed where this is deployed, and what is told of files that the build does not take. */
const TOLD_ELSEWHERE = /external plugins disabled|Found multiple kustomization files/;

/** The builds that fail although nothing is told at which kustomize would stop. */
export function unexplained(
  project: Project,
  found: ReadonlyMap<string, readonly Found[]>,
  cache: ValidationCache,
): Unbuilt[] {
  const tried = new Set<string>();
  return topsOf(project).flatMap((top) => {
    if (tried.has(top.folder)) return [];
    tried.add(top.folder);
    if ([...top.takes].some((path) => found.get(path)?.some(explains)) || !isWhole(top, project)) return [];
    // A build costs about as much as validating what it takes in, so larger ones are not tried while somebody types.
    if (!isSmall(top, project)) return [];
    const { error } = builtBy({ ...top, id: `${top.folder}\n`, layer: undefined }, project, cache, undefined);
    return error === undefined || TOLD_ELSEWHERE.test(error) ? [] : [{ top, error }];
  });
}

/** What kustomize may stop at: the text, the kustomization, names and types. It does not look at what else an object says. */
const STOPS = /^(?:yaml-|kustomize-|schema-(?:no-kind|wrong-type)$|missing-name$)/;

function explains({ rule, severity }: Found): boolean {
  return (severity ?? rule.severity) === 'error' && STOPS.test(rule.id);
}

/** Whether the tree shows everything that a build takes in. */
export function isWhole({ takes }: Top, project: Project): boolean {
  return [...takes].every((path) => {
    const file = project.files.get(path);
    return (
      !file?.kustomization ||
      (entriesOf(file.kustomization).every(({ key }) => !ELSEWHERE.has(key.text)) &&
        project
          .referencesFrom(file)
          .every(({ target, node }) => target !== undefined || (isInline(node.text) && !isRemote(node.text))))
    );
  });
}
