import { BuildCache, build } from '@/lib/kustomize';
import type { FileContent } from '@/lib/tree';
import { entriesOf } from '@/lib/yaml';
import type { ValidationCache } from './cache';
import { isInline, isRemote, type Project } from './project';
import type { Found, Unbuilt } from './rule';
import { type Top, topsOf } from './tops';

interface Attempt {
  inputs: ReadonlyMap<string, FileContent | undefined>;
  error: string | undefined;
}

interface Memory {
  parsed: BuildCache;
  attempts: Map<string, Attempt>;
}

const memories = new WeakMap<ValidationCache, Memory>();

/** A build costs about as much as validating what it takes in, so larger ones are not tried while somebody types. */
const LARGEST_TRIED = 12_000;

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
  const memory = memories.get(cache) ?? { parsed: new BuildCache(), attempts: new Map() };
  memories.set(cache, memory);
  const tried = new Set<string>();
  return topsOf(project).flatMap((top) => {
    if (tried.has(top.folder)) return [];
    tried.add(top.folder);
    if ([...top.takes].some((path) => found.get(path)?.some(explains)) || !isWhole(top, project)) return [];
    const error = attempt(top, project, memory);
    return error === undefined || TOLD_ELSEWHERE.test(error) ? [] : [{ top, error }];
  });
}

/** What kustomize may stop at: the text, the kustomization, names and types. It does not look at what else an object says. */
const STOPS = /^(?:yaml-|kustomize-|schema-(?:no-kind|wrong-type)$|missing-name$)/;

function explains({ rule, severity }: Found): boolean {
  return (severity ?? rule.severity) === 'error' && STOPS.test(rule.id);
}

/** Whether the tree shows everything that a build takes in. */
function isWhole({ takes }: Top, project: Project): boolean {
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

function attempt(top: Top, project: Project, { parsed, attempts }: Memory): string | undefined {
  const inputs = new Map([...top.takes].map((path) => [path, project.tree.get(path)] as const));
  let size = 0;
  for (const content of inputs.values()) size += content?.length ?? 0;
  if (size > LARGEST_TRIED) return undefined;
  const before = attempts.get(top.file.path);
  if (before && isSame(before.inputs, inputs)) return before.error;
  const result = build(project.tree, top.folder, { cache: parsed });
  const error = 'error' in result ? result.error : undefined;
  attempts.set(top.file.path, { inputs, error });
  return error;
}

function isSame(before: Attempt['inputs'], after: Attempt['inputs']): boolean {
  if (before.size !== after.size) return false;
  for (const [path, content] of after) if (!before.has(path) || before.get(path) !== content) return false;
  return true;
}
