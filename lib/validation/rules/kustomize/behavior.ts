import { nearest } from '@/lib/kubernetes';
import { at, itemsOf, type ScalarNode, scalarOf, stringOf, type YamlNode } from '@/lib/yaml';
import { buildOf } from '../../engine/builds';
import { addEntries } from '../../engine/edits';
import type { SourceFile } from '../../engine/file';
import type { Project } from '../../engine/project';
import type { Edit, Finding, Rule } from '../../engine/rule';
import { aKind } from '../../engine/words';
import { KUSTOMIZE_DOCS, kustomization } from './examples';
import { isComponent } from './patch';

const generator = (behavior: string) =>
  `resources:\n  - config.yaml\nconfigMapGenerator:\n  - name: settings\n    behavior: ${behavior}\n    literals:\n      - a=c\n`;
const KINDS = { configMapGenerator: 'ConfigMap', secretGenerator: 'Secret' } as const;

export const generatorBehavior: Rule = {
  id: 'kustomize-behavior',
  severity: 'error',
  title: 'The generator meets an object of the same name, or none',
  why: 'A generator creates a new object, unless its `behavior` is `merge` or `replace`, which change one that the resources bring. When the object is there and should not be, or the other way round, kustomize stops.',
  failing: kustomization(generator('create')),
  passing: kustomization(generator('merge')),
  source: [
    KUSTOMIZE_DOCS,
    {
      title: 'kustomize, api/resmap/reswrangler.go, AbsorbAll',
      url: 'https://github.com/kubernetes-sigs/kustomize/blob/master/api/resmap/reswrangler.go',
    },
  ],
  *project(project): Generator<Finding & { path: string }> {
    for (const file of project.files.values())
      if (file.kustomization && !isComponent(file))
        for (const finding of check(project, file)) yield { ...finding, path: file.path };
  },
};

function* check(project: Project, file: SourceFile): Generator<Finding> {
  const build = buildOf(project, file);
  const received = build.patched.filter(({ madeBy }) => madeBy !== file.path);
  const made = new Set<string>();
  for (const [field, kind] of Object.entries(KINDS))
    for (const item of itemsOf(at(file.kustomization, field))) {
      const name = scalarOf(at(item, 'name'));
      if (typeof name?.value !== 'string') continue;
      const id = { name: name.text, namespace: stringOf(at(item, 'namespace')) || 'default' };
      const key = `${kind}/${id.namespace}/${id.name}`;
      const there =
        made.has(key) ||
        received.some(
          (built) =>
            built.kind === kind &&
            built.ids.some((other) => other.name === id.name && other.namespace === id.namespace),
        );
      const finding = judge(file, item, kind, name.text, there, () =>
        build.complete
          ? received.filter((built) => built.kind === kind).flatMap(({ names }) => names)
          : undefined,
      );
      if (finding) yield { ...finding, start: finding.start ?? name.start, end: finding.end ?? name.end };
      made.add(key);
    }
}

function judge(
  file: SourceFile,
  item: YamlNode,
  kind: string,
  name: string,
  there: boolean,
  names: () => string[] | undefined,
): (Omit<Finding, 'start' | 'end'> & Partial<Finding>) | undefined {
  const behavior = scalarOf(at(item, 'behavior'));
  const creates = behavior?.value === undefined || behavior.value === null || behavior.text === 'create';
  if (creates && there) {
    const edits = merging(file, item, behavior);
    return {
      message: `This build has ${aKind(kind)} \`${name}\` already, and kustomize stops with "behavior must be merge or replace". Add \`behavior: merge\`, or choose another name.`,
      fixes: edits.length ? [{ title: 'Merge into the one that is there', edits }] : [],
    };
  }
  if (creates || there || (behavior.text !== 'merge' && behavior.text !== 'replace')) return undefined;
  const known = names();
  if (!known) return undefined;
  const meant = nearest(name, known);
  return {
    message: `There is no ${kind} \`${name}\` in this build to ${behavior.text}, so kustomize stops.${meant === undefined ? ' Remove `behavior`, or bring the object in by `resources`.' : ` You probably mean \`${meant}\`.`}`,
  };
}

function merging(file: SourceFile, item: YamlNode, behavior: ScalarNode | undefined): Edit[] {
  if (behavior && behavior.end > behavior.start)
    return [{ start: behavior.start, end: behavior.end, text: 'merge' }];
  return item.kind === 'map' && !behavior ? addEntries(file, item, ['behavior: merge']) : [];
}
