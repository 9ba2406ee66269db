import { podOf } from '@/lib/kubernetes';
import { at, type Entry, entriesOf } from '@/lib/yaml';
import { removeEntry } from '../../engine/edits';
import type { SourceObject } from '../../engine/file';
import { type Finding, type FindingFix, one, type Rule } from '../../engine/rule';
import { COMPARE_OPTIONS, DELETE_POLICY, HOOK, SYNC_OPTIONS, SYNC_WAVE } from './annotations';
import { annotated, SYNC_DOCS } from './examples';

/** Annotations of resources that mean nothing anywhere but in `metadata.annotations`. */
const PLACED = [HOOK, DELETE_POLICY, SYNC_WAVE, SYNC_OPTIONS, COMPARE_OPTIONS];
export const annotationPlace: Rule = {
  id: 'argocd-annotation-place',
  severity: 'error',
  title: 'Argo CD does not look for this annotation here',
  why: 'Argo CD reads its annotations under `metadata.annotations` of the resource itself. Among the labels, or on a Pod template, they do nothing.',
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
    const jobs = object.kind === 'CronJob' ? at(object.root, 'spec', 'jobTemplate', 'metadata') : undefined;
    for (const entry of entriesOf(at(jobs, 'annotations')))
      if (PLACED.includes(entry.key.text)) yield misplaced(object, entry, 'on the Job template');
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
