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
import { matchTarget } from '../../engine/patch-targets';
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
          for (const finding of check(item, buildOf(project, file))) yield { ...finding, path: file.path };
  },
};

function* check(item: YamlNode, build: Build): Generator<Finding> {
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
  else yield* field(source, only);
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
function* field(source: YamlNode, { object, kind, name }: Built): Generator<Finding> {
  const path = scalarOf(at(source, 'fieldPath'));
  const key = /^(?:data|stringData)\.([\w-]+)$/.exec(path?.text ?? '')?.[1];
  if (!path || key === undefined || !object || object.file.yaml.torn) return;
  const data = at(object.root, path.text.slice(0, path.text.indexOf('.')));
  if (entryOf(data, key)) return;
  const meant = nearest(
    key,
    entriesOf(data).map((entry) => entry.key.text),
  );
  yield {
    ...spanOf(path),
    message: `${kind} \`${name}\` has no \`${path.text}\`, so kustomize stops.${meant === undefined ? '' : ` You probably mean \`${meant}\`.`}`,
  };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
