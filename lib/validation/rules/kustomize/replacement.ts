import { nearest } from '@/lib/kubernetes';
import {
  at,
  entriesOf,
  entryOf,
  isMissing,
  itemsOf,
  type Span,
  scalarOf,
  stringOf,
  type YamlNode,
} from '@/lib/yaml';
import { type Build, type Built, buildOf } from '../../engine/builds';
import { dataKeys } from '../../engine/data-keys';
import { matchTarget } from '../../engine/patch-targets';
import { patchesOn } from '../../engine/patches';
import type { Project } from '../../engine/project';
import type { Finding, Rule } from '../../engine/rule';
import { DEPLOYMENT, KUSTOMIZE_DOCS, kustomization } from './examples';
import { isComponent } from './patch';

const files = { 'deployment.yaml': DEPLOYMENT };
const replacement = (name: string) =>
  `resources:\n  - deployment.yaml\n  - config.yaml\nreplacements:\n  - source:\n      kind: ConfigMap\n      name: ${name}\n      fieldPath: data.a\n    targets:\n      - select:\n          kind: Deployment\n        fieldPaths:\n          - metadata.name\n`;

export const replacementRule: Rule = {
  id: 'kustomize-replacement',
  severity: 'error',
  title: 'The replacement has no source, or nowhere to go',
  why: 'A replacement copies a field of one object into others. Kustomize stops when no object or more than one is the source, when the source lacks the field, and when there are no targets.',
  failing: kustomization(replacement('setting'), files),
  passing: kustomization(replacement('settings'), files),
  source: [
    KUSTOMIZE_DOCS,
    {
      title: 'kustomize, api/filters/replacement/replacement.go',
      url: 'https://github.com/kubernetes-sigs/kustomize/blob/master/api/filters/replacement/replacement.go',
    },
  ],
  *project(project): Generator<Finding & { path: string }> {
    for (const file of project.files.values())
      for (const item of itemsOf(at(file.kustomization, 'replacements')))
        if (!entryOf(item, 'path') && !isComponent(file))
          for (const finding of check(project, item, buildOf(project, file)))
            yield { ...finding, path: file.path };
  },
};

function* check(project: Project, item: YamlNode, build: Build): Generator<Finding> {
  const source = at(item, 'source');
  const [first] = entriesOf(item);
  if (!first) return;
  const lacking = isMissing(source)
    ? 'source'
    : itemsOf(at(item, 'targets')).length === 0
      ? 'targets'
      : undefined;
  if (lacking !== undefined) {
    yield {
      ...spanOf(first.key),
      message: `This replacement has no \`${lacking}\`, so kustomize stops. It needs a \`source\` and at least one target.`,
    };
    return;
  }
  // Replacements run after the names and the namespace are given, and an object is found by any that it had.
  if (!build.complete || source?.kind !== 'map') return;
  const found = matchTarget(build.objects, source).filter((built) => inNamespace(built, source));
  const place = spanOf(scalarOf(at(source, 'name')) ?? entryOf(item, 'source')?.key ?? first.key);
  const [only] = found;
  if (!only)
    yield {
      ...place,
      message: `No object of this build is this source, so kustomize stops with "nothing selected".${hint(source, build)}`,
    };
  else if (found.length > 1)
    yield {
      ...place,
      message: `${found.length} objects of this build fit this source, and kustomize stops with "multiple matches". Say which one by \`kind\` and \`name\`.`,
    };
  else yield* field(project, source, only);
  for (const target of itemsOf(at(item, 'targets'))) yield* reaches(project, target, build);
}

/** Where a target leads: to objects of the build, and to entries of their lists. */
function* reaches(project: Project, target: YamlNode, build: Build): Generator<Finding> {
  const select = at(target, 'select');
  const name = scalarOf(at(select, 'name'));
  if (!select || !name?.text) return;
  const found = matchTarget(build.objects, select).filter((built) => inNamespace(built, select));
  if (found.length === 0) {
    const kind = scalarOf(at(select, 'kind'));
    const kinds = build.objects.map((built) => built.kind);
    const wrong = kind && !kinds.includes(kind.text) ? kind : name;
    const meant = wrong === kind ? nearest(wrong.text, kinds) : undefined;
    yield {
      ...spanOf(wrong),
      message: `This target selects no object of this build, so nothing is replaced there.${meant === undefined ? hint(select, build) : ` You probably mean \`${meant}\`.`}`,
    };
    return;
  }
  if (scalarOf(at(target, 'options', 'create'))?.value === true) return;
  for (const path of itemsOf(at(target, 'fieldPaths')).map(scalarOf))
    for (const { object } of path ? found : [])
      if (path && object && !object.file.yaml.torn) {
        const missing = missingEntry(object.root, path.text);
        if (missing === undefined || patchesOn(project, object).some((text) => text.includes(missing)))
          continue;
        yield {
          ...spanOf(path),
          message: `${object.kind} \`${object.name}\` has no entry \`${missing}\` there, so kustomize stops with "unable to find field". Look at the names in that list.`,
        };
        break;
      }
}

/** The first name in a path, `[name=web]`, that no entry of its list has. */
function missingEntry(root: YamlNode, path: string): string | undefined {
  let node: YamlNode | undefined = root;
  for (const [, key, value, word] of path.matchAll(/\[([\w-]+)=([^\]]*)\]|((?:\\.|[^.[\]])+)/g)) {
    if (key !== undefined) {
      if (node?.kind !== 'seq') return undefined;
      const entry: YamlNode | undefined = node.items.find((item) => scalarOf(at(item, key))?.text === value);
      if (!entry) return value;
      node = entry;
    } else if (word === '*' || word === undefined) return undefined;
    else
      node = at(
        node,
        /^\d+$/.test(word) && node?.kind === 'seq' ? Number(word) : word.replaceAll('\\.', '.'),
      );
  }
  return undefined;
}

function inNamespace({ ids }: Built, source: YamlNode): boolean {
  const wanted = stringOf(at(source, 'namespace'));
  return !wanted || ids.some(({ namespace }) => namespace === wanted);
}

function hint(source: YamlNode, { objects }: Build): string {
  const kind = stringOf(at(source, 'kind'));
  const name = stringOf(at(source, 'name')) ?? '';
  const names = objects.filter((built) => !kind || built.kind === kind).flatMap((built) => built.names);
  const meant = nearest(name, names);
  return meant === undefined ? '' : ` You probably mean \`${meant}\`.`;
}

/** A field of the data of a ConfigMap; elsewhere transformers may have brought it. */
function* field(project: Project, source: YamlNode, { object, kind, names }: Built): Generator<Finding> {
  const path = scalarOf(at(source, 'fieldPath'));
  const key = /^(?:data|stringData)\.([\w-]+)$/.exec(path?.text ?? '')?.[1];
  if (!path || key === undefined || object?.file.yaml.torn) return;
  const generated = names.flatMap((name) => [...(dataKeys(project).get(`${kind}/${name}`) ?? [])]);
  const keys = object
    ? entriesOf(at(object.root, path.text.slice(0, path.text.indexOf('.')))).map((entry) => entry.key.text)
    : generated;
  if (keys.includes(key) || (!object && keys.length === 0)) return;
  const meant = nearest(key, keys);
  yield {
    ...spanOf(path),
    message: `${kind} \`${names[0]}\` has no \`${path.text}\`, so kustomize stops.${meant === undefined ? '' : ` You probably mean \`${meant}\`.`}`,
  };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
