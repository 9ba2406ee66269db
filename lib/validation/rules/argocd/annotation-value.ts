import { at, type Entry, entriesOf, type ScalarNode, scalarOf } from '@/lib/yaml';
import type { SourceObject } from '../../engine/file';
import { type Finding, one, type Rule } from '../../engine/rule';
import { aKind } from '../../engine/words';
import { annotated } from './examples';

const PREFIX = 'argocd.argoproj.io/';
const SECRET_TYPE = `${PREFIX}secret-type`;
/** As argo-cd common/common.go. */
const SECRET_TYPES = [
  'cluster',
  'repository',
  'repo-creds',
  'repository-write',
  'repo-write-creds',
  'scm-creds',
];

export const annotationValue: Rule = {
  id: 'argocd-annotation-value',
  severity: 'error',
  title: 'Argo CD does nothing with this annotation',
  why: 'Some annotations of Argo CD count on an Application only, and some take one word only. Written elsewhere, or with another word, they do nothing.',
  failing: one(annotated('argocd.argoproj.io/ignore-healthcheck: "yes"')),
  passing: one(annotated('argocd.argoproj.io/ignore-healthcheck: "true"')),
  source: [
    {
      title: 'Argo CD, annotations and labels',
      url: 'https://argo-cd.readthedocs.io/en/stable/user-guide/annotations-and-labels/',
    },
  ],
  keys: ['annotations', 'labels'],
  *object(object): Generator<Finding> {
    for (const entry of entriesOf(at(object.root, 'metadata', 'annotations'))) {
      if (!entry.key.text.startsWith(PREFIX)) continue;
      const value = scalarOf(entry.value);
      const said = value && fault(object, entry.key.text.slice(PREFIX.length), value);
      if (said) yield { start: entry.key.start, end: entry.value.end, message: said };
    }
    if (object.kind === 'Secret') yield* secretType(entriesOf(at(object.root, 'metadata', 'labels')));
  },
};

function fault({ kind }: SourceObject, name: string, { value }: ScalarNode): string | undefined {
  // A value that is no text is the schema's business.
  if (typeof value !== 'string' || /[{$]/.test(value)) return undefined;
  const onApplication = /^Application(?:Set)?$/.test(kind);
  switch (name) {
    case 'secret-type':
      return 'Argo CD looks for this among the labels: move it to `metadata.labels`.';
    case 'ignore-healthcheck':
    case 'ignore-resource-updates':
    case 'ignore-default-links':
    case 'ignore-restart-policy':
      return value === 'true' || value === 'false'
        ? undefined
        : `This takes the word "true" alone, so \`${value}\` does nothing. Write "true".`;
    case 'skip-reconcile':
      if (!onApplication && kind !== 'Secret') return onlyThere(kind);
      // As strconv.ParseBool.
      return /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value)
        ? undefined
        : `This takes "true", so \`${value}\` does nothing. Write "true".`;
    case 'refresh':
      if (!onApplication) return onlyThere(kind);
      return value === 'normal' || value === 'hard' || kind !== 'Application'
        ? undefined
        : `A refresh is \`normal\` or \`hard\`; \`${value}\` is taken for \`normal\`.`;
    case 'manifest-generate-paths':
      return onApplication ? undefined : onlyThere(kind);
    default:
      return undefined;
  }
}

function onlyThere(kind: string): string {
  return `Argo CD reads this on an Application, so on ${aKind(kind)} it does nothing. Move it there.`;
}

function* secretType(labels: readonly Entry[]): Generator<Finding> {
  const entry = labels.find(({ key }) => key.text === SECRET_TYPE);
  const type = scalarOf(entry?.value);
  if (typeof type?.value !== 'string' || SECRET_TYPES.includes(type.value) || /[{$]/.test(type.value)) return;
  yield {
    start: type.start,
    end: type.end,
    message: `Argo CD has no Secrets of the type \`${type.value}\`, so it does not read this one. There are ${SECRET_TYPES.slice(
      0,
      3,
    )
      .map((known) => `\`${known}\``)
      .join(', ')}.`,
  };
}
