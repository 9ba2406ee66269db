import { CompletionItemKind } from 'vscode-languageserver-types';
import { knownKinds } from '@/lib/kubernetes';
import { buildOf } from '../engine/builds';
import type { Project } from '../engine/project';
import { APPLICATION_OPTIONS } from '../rules/argocd/sync-option-names';
import type { CursorContext } from './context';
import { kindsNamedAt } from './named-kinds';
import { dataKeys, imageNames, labels, names, podPortNames, servicePorts, volumeNames } from './object-names';
import type { Asked, Suggestion } from './suggestion';
import { around } from './surroundings';
import { componentFolders, entries, files, folders } from './tree-names';

/** What the tree itself suggests: kinds and versions, files, folders, labels, ports, and names of other objects. */
export function suggestions(context: CursorContext, project: Project, path: string): Iterable<Suggestion> {
  const { key, kind, apiVersion } = context;
  const steps = context.path.filter((step) => typeof step === 'string');
  const place = [...steps, ...(key === undefined ? [] : [key])].join('.');
  if (place === 'kind' && key !== undefined) return kinds(apiVersion);
  if (place === 'apiVersion' && key !== undefined) return versions(kind);
  const own = { place, context, project, path, around: () => around(project, path, context) };
  if (kind === 'Application' || kind === 'ApplicationSet') return inApplication(own);
  if (project.files.get(path)?.kustomization || kind === 'Kustomization' || kind === 'Component')
    return inKustomization(own);
  return inObject(own);
}

function* kinds(apiVersion: string | undefined): Generator<Suggestion> {
  for (const known of knownKinds())
    if (apiVersion === undefined || known.apiVersion === apiVersion)
      yield { label: known.kind, kind: CompletionItemKind.Class, detail: known.apiVersion };
}

function* versions(kind: string | undefined): Generator<Suggestion> {
  for (const known of knownKinds())
    if (kind === undefined || known.kind === kind)
      yield { label: known.apiVersion, kind: CompletionItemKind.Module };
}

function value(label: string, documentation?: string): Suggestion {
  return { label, kind: CompletionItemKind.Value, documentation };
}

function inApplication({ place, project }: Asked): Iterable<Suggestion> {
  if (/(^|\.)sources?\.path$/.test(place)) return folders(project);
  if (/(^|\.)syncPolicy\.syncOptions$/.test(place)) return APPLICATION_OPTIONS.map((option) => value(option));
  if (/(^|\.)destination\.server$/.test(place))
    return [value('https://kubernetes.default.svc', 'The cluster in which Argo CD itself runs.')];
  if (/(^|\.)destination\.namespace$/.test(place)) return names(project, ['Namespace']);
  if (/(^|\.)spec\.project$/.test(place))
    return [value('default', 'The project that every Argo CD has.'), ...names(project, ['AppProject'])];
  if (/(^|\.)metadata\.finalizers$/.test(place))
    return [
      value(
        'resources-finalizer.argocd.argoproj.io',
        'Deleting the Application deletes what it has made as well.',
      ),
    ];
  return [];
}

function inKustomization(asked: Asked): Iterable<Suggestion> {
  const { place, project, path, context } = asked;
  switch (place) {
    case 'resources':
    case 'bases':
      return entries(project, path);
    case 'components':
      return componentFolders(project, path);
    case 'patches.path':
    case 'patchesJson6902.path':
    case 'patchesStrategicMerge':
    case 'crds':
    case 'replacements.path':
      return entries(project, path, { foldersToo: false });
    case 'configMapGenerator.files':
    case 'secretGenerator.files':
    case 'configMapGenerator.envs':
    case 'secretGenerator.envs':
    case 'configMapGenerator.env':
    case 'secretGenerator.env':
      return files(project, path, context.word);
    case 'images.name':
      return imageNames(project);
    case 'replicas.name':
      return names(project, ['Deployment', 'StatefulSet', 'ReplicaSet']);
    case 'patches.target.kind':
    case 'patchesJson6902.target.kind':
      return patched(asked).map(({ kind }) => value(kind));
    case 'patches.target.name':
    case 'patchesJson6902.target.name': {
      const kind = asked.around().text('kind');
      return patched(asked)
        .filter((object) => kind === undefined || object.kind === kind)
        .map((object) => value(object.name, object.kind));
    }
    case 'namespace':
      return names(project, ['Namespace']);
    default:
      return [];
  }
}

/** The objects that a kustomization's patches can change. */
function patched({ project, path }: Asked): readonly { kind: string; name: string }[] {
  const file = project.files.get(path);
  return file?.kustomization ? buildOf(project, file).patched : [];
}

function inObject(asked: Asked): Iterable<Suggestion> {
  const { place, project, context } = asked;
  const { kind } = context;
  const kinds = kindsNamedAt(place);
  if (kinds) return names(project, kinds);
  if (kind === 'Service' && place === 'spec.ports.targetPort') return podPortNames(asked);
  if (/\.(httpGet|tcpSocket)\.port$/.test(place)) return podPortNames(asked);
  if (/\.service\.port\.(name|number)$/.test(place)) return servicePorts(asked);
  if (/\.(configMapKeyRef|secretKeyRef)\.key$/.test(place)) return dataKeys(asked);
  if (/\.volumeMounts\.name$/.test(place)) return volumeNames(asked);
  if (/\.capabilities\.drop$/.test(place)) return [value('ALL', 'Every capability.')];
  if (place === 'spec.scaleTargetRef.kind') return [value('Deployment'), value('StatefulSet')];
  if (place === 'roleRef.kind') return [value('Role'), value('ClusterRole')];
  if (
    /(selector|podSelector)(\.matchLabels)?(\.[^.]+)?$/i.test(place) ||
    /\.template\.metadata\.labels(\.[^.]+)?$/.test(place)
  )
    return labels(asked);
  return [];
}
