import { nearest, podOf } from '@/lib/kubernetes';
import { at, type Entry, entriesOf } from '@/lib/yaml';
import { removeEntry } from '../../engine/edits';
import type { SourceObject } from '../../engine/file';
import { type Finding, type FindingFix, one, type Rule } from '../../engine/rule';
import { COMPARE_OPTIONS, DELETE_POLICY, HOOK, SYNC_OPTIONS, SYNC_WAVE } from './annotations';
import { annotated, SYNC_DOCS } from './examples';

const PREFIX = 'argocd.argoproj.io/';
/** Annotations of resources that mean nothing anywhere but in `metadata.annotations`. */
const PLACED = [HOOK, DELETE_POLICY, SYNC_WAVE, SYNC_OPTIONS, COMPARE_OPTIONS];
/** All that Argo CD reads on resources, Applications and Secrets. As argo-cd common/common.go. */
const KNOWN = [
  ...PLACED,
  ...[
    'ignore-healthcheck',
    'ignore-restart-policy',
    'ignore-default-links',
    'ignore-resource-updates',
    'tracking-id',
    'installation-id',
    'refresh',
    'hydrate',
    'manifest-generate-paths',
    'manifest-max-size',
    'deletion-approved',
    'deletion-timestamp',
    'skip-reconcile',
    'managed-by',
    'managed-by-url',
    'application-set-refresh',
    'hook-finalizer',
    'primary-url',
    'kubeVersion',
    'client-side-apply-migration-manager',
    'auto-label-cluster-info',
    'app-name',
    'rollback-revision',
  ].map((name) => PREFIX + name),
];

/** Names that do not exist, and what people mean by them. */
const MEANT: Readonly<Record<string, string>> = {
  'hook-weight': SYNC_WAVE,
  wave: SYNC_WAVE,
  weight: SYNC_WAVE,
  'hook-policy': DELETE_POLICY,
  'delete-policy': DELETE_POLICY,
  'hook-type': HOOK,
  'hook-phase': HOOK,
  phase: HOOK,
  options: SYNC_OPTIONS,
};

export const annotationPlace: Rule = {
  id: 'argocd-annotation-place',
  severity: 'error',
  title: 'Argo CD does not look for this annotation here',
  why: 'Argo CD reads its annotations under `metadata.annotations` of the resource itself. Among the labels, or on a Pod template, they do nothing; a misspelt key does nothing anywhere.',
  failing: one(
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  labels:\n    argocd.argoproj.io/sync-wave: "1"\n  annotations:\n    team: web\n',
  ),
  passing: one(annotated('argocd.argoproj.io/sync-wave: "1"')),
  source: [SYNC_DOCS],
  keys: ['annotations', 'labels'],
  *object(object): Generator<Finding> {
    for (const entry of entriesOf(at(object.root, 'metadata', 'labels')))
      if (PLACED.includes(entry.key.text)) yield misplaced(object, entry, 'a label');
    const pod = podOf(object);
    for (const field of pod && pod.path.length > 0 ? ['annotations', 'labels'] : [])
      for (const entry of entriesOf(at(pod?.template, 'metadata', field)))
        if (PLACED.includes(entry.key.text)) yield misplaced(object, entry, 'on the Pod template');
    for (const { key } of entriesOf(at(object.root, 'metadata', 'annotations'))) yield* misspelt(key);
  },
};

function misplaced(object: SourceObject, entry: Entry, where: string): Finding {
  const annotations = at(object.root, 'metadata', 'annotations');
  const fixes: FindingFix[] = [];
  const first = annotations?.kind === 'map' && !annotations.flow ? annotations.entries[0] : undefined;
  const remove = removeEntry(object.file, entry.key, entry.value);
  const lines =
    object.file.yaml.lines.positionAt(entry.value.end).line -
    object.file.yaml.lines.positionAt(entry.key.start).line;
  if (first && remove.length && lines === 0) {
    const text = object.file.yaml.text.slice(entry.key.start, entry.value.end);
    const column = object.file.yaml.lines.positionAt(first.key.start).character;
    const insert = { start: first.key.start, end: first.key.start, text: `${text}\n${' '.repeat(column)}` };
    fixes.push({ title: 'Move it to metadata.annotations', edits: [...remove, insert] });
  }
  const only = where === 'a label' && entriesOf(at(object.root, 'metadata', 'labels')).length === 1;
  return {
    start: entry.key.start,
    end: entry.key.end,
    message:
      `As ${where} this does nothing: Argo CD reads it under \`metadata.annotations\` of the ${object.kind} itself. Move it there.`.replace(
        'As on',
        'On',
      ),
    fixes: only ? fixes.map((fix) => withoutEmptyLabels(fix, object)) : fixes,
  };
}

/** A mapping whose only entry has moved away would stay behind as an empty key. */
function withoutEmptyLabels(fix: FindingFix, object: SourceObject): FindingFix {
  const labels = entriesOf(at(object.root, 'metadata')).find(({ key }) => key.text === 'labels');
  const remove = labels ? removeEntry(object.file, labels.key, labels.value) : [];
  return remove.length ? { ...fix, edits: [...remove, ...fix.edits.slice(1)] } : fix;
}

function* misspelt(key: Entry['key']): Generator<Finding> {
  if (KNOWN.includes(key.text)) return;
  const [prefix = '', name] = key.text.split('/');
  const near = prefix === 'argoproj.io' || nearest(prefix, [PREFIX.slice(0, -1)]) !== undefined;
  if (name === undefined || !(near || prefix === PREFIX.slice(0, -1))) return;
  const meant =
    (Object.hasOwn(MEANT, name) ? MEANT[name] : undefined) ??
    nearest(key.text, PLACED) ??
    nearest(PREFIX + key.text.replace(/^[^/]*\//, ''), PLACED);
  if (meant === undefined) return;
  yield {
    start: key.start,
    end: key.end,
    message: `Argo CD knows no annotation \`${key.text}\`, so it does nothing. You probably mean \`${meant}\`.`,
    fixes: [
      {
        title: `Change to ${meant}`,
        reveals: true,
        edits: [{ start: key.start, end: key.end, text: meant }],
      },
    ],
  };
}
