import { nearest } from '@/lib/kubernetes';
import { at, entryOf, isMissing, itemsOf, type MapNode, type YamlNode } from '@/lib/yaml';
import { type Finding, one, type Rule } from '../../engine/rule';

const application = (source: string, destination = 'server: https://kubernetes.default.svc') =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: web\nspec:\n  project: default\n  source:\n    repoURL: https://git.example.com/web.git\n    ${source}\n  destination:\n    ${destination}\n    namespace: web\n`;

export const applicationSource: Rule = {
  id: 'argocd-application-spec',
  severity: 'error',
  title: 'The Application does not say what to deploy, or where',
  why: 'An Application needs one source (a `path` in a repository, or a `chart`) and one destination (a `server` or a cluster’s `name`). With none or both, Argo CD reports an InvalidSpecError and does nothing.',
  failing: one(application('targetRevision: HEAD')),
  passing: one(application('path: overlays/dev')),
  source: [
    {
      title: 'Argo CD, util/argo/argo.go, ValidatePermissions',
      url: 'https://github.com/argoproj/argo-cd/blob/master/util/argo/argo.go',
    },
    {
      title: 'Argo CD, Application specification',
      url: 'https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/',
    },
  ],
  keys: ['spec'],
  *object(object): Generator<Finding> {
    if (object.kind !== 'Application' || !object.apiVersion.startsWith('argoproj.io/')) return;
    const spec = at(object.root, 'spec');
    if (spec?.kind !== 'map' || object.file.yaml.torn) return;
    const single = at(spec, 'source');
    const several = itemsOf(at(spec, 'sources'));
    if (isMissing(single) && several.length === 0 && !entryOf(spec, 'sourceHydrator'))
      yield {
        ...keyOf(object.root, 'spec'),
        message: 'This Application has no `source`. Say which repository and path it deploys.',
      };
    for (const source of [single, ...several]) if (source?.kind === 'map') yield* checkSource(source);
    yield* checkDestination(spec);
  },
};

function* checkSource(source: MapNode): Generator<Finding> {
  const has = (field: string) => !isMissing(at(source, field));
  const place = {
    start: source.entries[0]?.key.start ?? source.start,
    end: source.entries[0]?.key.end ?? source.end,
  };
  // A source without `repoURL` is the schema's business; one with only a `ref` lends its files to the others.
  if (!has('repoURL') || misspelt(source, ['path', 'chart'])) return;
  if (!has('path') && !has('chart') && !has('ref'))
    yield {
      ...place,
      message: 'This source has neither `path` nor `chart`, so there is nothing to build. Add one of them.',
    };
  else if (has('path') && has('chart'))
    yield {
      ...keyOf(source, 'chart'),
      message: 'This source has both `path` and `chart`. Keep one of them.',
    };
}

function* checkDestination(spec: MapNode): Generator<Finding> {
  const destination = at(spec, 'destination');
  if (destination?.kind !== 'map') return;
  const server = !isMissing(at(destination, 'server'));
  const name = !isMissing(at(destination, 'name'));
  if (server && name)
    yield {
      ...keyOf(destination, 'name'),
      message:
        'Argo CD refuses this destination: "application destination can\'t have both name and server defined". Keep one of them.',
    };
  if (!server && !name && !misspelt(destination, ['server', 'name']))
    yield {
      ...keyOf(spec, 'destination'),
      message:
        'This destination names no cluster. Add `server: https://kubernetes.default.svc` for the one that Argo CD runs in.',
    };
}

/** Whether a field is there under another name, which is reported as an unknown one. */
function misspelt(node: MapNode, fields: readonly string[]): boolean {
  return node.entries.some(({ key }) => {
    const meant = nearest(key.text, fields);
    return meant !== undefined && meant !== key.text && !entryOf(node, meant);
  });
}

function keyOf(node: YamlNode, field: string): { start: number; end: number } {
  const key = entryOf(node, field)?.key ?? node;
  return { start: key.start, end: key.end };
}
