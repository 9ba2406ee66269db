import { CompletionItemKind } from 'vscode-languageserver-types';
import { containersOf, podOf, textMap } from '@/lib/kubernetes';
import { at, entriesOf, itemsOf, scalarOf, stringOf, type YamlNode } from '@/lib/yaml';
import type { SourceObject } from '../engine/file';
import type { Project } from '../engine/project';
import { labelsOf, podsBehind } from '../engine/services';
import type { Asked, Suggestion } from './suggestion';
import { holderOf } from './surroundings';

/** The fields of a kustomization that make objects of a kind. */
export const GENERATORS: Readonly<Record<string, string>> = {
  ConfigMap: 'configMapGenerator',
  Secret: 'secretGenerator',
};

/** The names of the tree's objects of some kinds, and of those that kustomizations generate. */
export function* names(project: Project, kinds: readonly string[]): Generator<Suggestion> {
  for (const object of project.objects())
    if (object.name !== undefined && kinds.includes(object.kind))
      yield {
        label: object.name,
        kind: CompletionItemKind.Reference,
        detail: kinds.length === 1 ? object.file.path : object.kind,
      };
  for (const file of project.files.values())
    for (const [kind, field] of Object.entries(GENERATORS))
      for (const item of kinds.includes(kind) ? itemsOf(at(file.kustomization, field)) : []) {
        const name = stringOf(at(item, 'name'));
        if (name !== undefined) yield { label: name, kind: CompletionItemKind.Reference, detail: file.path };
      }
}

function* portsIn(containers: readonly YamlNode[], detail: string): Generator<Suggestion> {
  for (const container of containers)
    for (const port of itemsOf(at(container, 'ports'))) {
      const name = stringOf(at(port, 'name'));
      const number = scalarOf(at(port, 'containerPort'));
      if (name !== undefined) yield { label: name, kind: CompletionItemKind.Value, detail };
      if (number) yield { label: number.text, kind: CompletionItemKind.Value, detail };
    }
}

/** For a Service the ports of the Pods behind it, or of all Pods while it selects none; for a probe those of its Pod. */
export function* podPortNames({ project, around }: Asked): Generator<Suggestion> {
  const here = around();
  if (here.object && here.object.kind !== 'Service') {
    const container = holderOf(here, 'ports');
    const pod = podOf(here.object);
    if (container) yield* portsIn([container], `container ${stringOf(at(container, 'name')) ?? ''}`);
    else if (pod)
      yield* portsIn(
        containersOf(pod).map(({ node }) => node),
        'this Pod',
      );
    return;
  }
  const behind = here.object ? podsBehind(project, here.object) : [];
  for (const object of behind.length ? behind.map((one) => one.object) : project.objects()) {
    const pod = podOf(object);
    if (pod)
      yield* portsIn(
        containersOf(pod).map(({ node }) => node),
        titleOf(object),
      );
  }
}

/** The ports of the Service that an Ingress names beside them. */
export function* servicePorts({ place, project, around }: Asked): Generator<Suggestion> {
  const name = stringOf(at(holderOf(around(), 'name'), 'name'));
  const field = place.endsWith('.name') ? 'name' : 'port';
  for (const service of project.ofKind('Service'))
    for (const port of name === undefined || service.name === name
      ? itemsOf(at(service.root, 'spec', 'ports'))
      : []) {
      const found = scalarOf(at(port, field));
      if (found && found.value !== null)
        yield { label: found.text, kind: CompletionItemKind.Value, detail: titleOf(service) };
    }
}

/** The keys of the ConfigMap or Secret that is named beside them. */
export function* dataKeys({ place, project, around }: Asked): Generator<Suggestion> {
  const kind = place.includes('configMapKeyRef') ? 'ConfigMap' : 'Secret';
  const name = around().text('name');
  for (const object of project.ofKind(kind))
    if (name === undefined || object.name === name)
      for (const field of ['data', 'stringData', 'binaryData'])
        for (const { key } of entriesOf(at(object.root, field)))
          yield { label: key.text, kind: CompletionItemKind.Value, detail: titleOf(object) };
}

/** The volumes of the Pod that the cursor is in. */
export function* volumeNames({ around }: Asked): Generator<Suggestion> {
  for (const volume of itemsOf(at(holderOf(around(), 'volumes'), 'volumes'))) {
    const name = stringOf(at(volume, 'name'));
    if (name !== undefined) yield { label: name, kind: CompletionItemKind.Value };
  }
}

/** The images that the tree's Pods name, without their tags. */
export function* imageNames(project: Project): Generator<Suggestion> {
  for (const object of project.objects()) {
    const pod = podOf(object);
    for (const { node } of pod ? containersOf(pod) : []) {
      const image = stringOf(at(node, 'image'));
      if (image === undefined) continue;
      const label = image.replace(/@.*$/, '').replace(/:[^:/]*$/, '');
      yield { label, kind: CompletionItemKind.Value, detail: titleOf(object) };
    }
  }
}

/** Labels that exist: those of its own template for a workload's selector, and the other way round; else of all Pods. */
export function* labels(asked: Asked): Generator<Suggestion> {
  const { place, context, project, around } = asked;
  const isMap = context.key === undefined;
  if (context.item || (isMap && !/(selector|matchLabels|labels)$/i.test(place))) return;
  const { object } = around();
  const selector = textMap(at(object?.root, 'spec', 'selector', 'matchLabels'));
  const isTemplate = /template\.metadata\.labels/.test(place);
  const isOwn =
    /^spec\.selector\.matchLabels/.test(place) && object !== undefined && podOf(object) !== undefined;
  const sources = isTemplate ? [] : isOwn ? [object] : project.objects();
  if (
    /elector$/.test(place) &&
    isMap &&
    context.kind !== 'Service' &&
    context.kind !== 'ReplicationController'
  )
    return;
  if (isTemplate) yield* pairs(selector, context.key, 'the selector');
  for (const one of sources) {
    const pod = podOf(one);
    if (pod) yield* pairs(labelsOf(pod), context.key, titleOf(one));
  }
}

function* pairs(
  map: ReadonlyMap<string, string>,
  key: string | undefined,
  detail: string,
): Generator<Suggestion> {
  for (const [name, value] of map)
    if (key === undefined) yield { label: name, insert: value, kind: CompletionItemKind.Property, detail };
    else if (name === key) yield { label: value, kind: CompletionItemKind.Value, detail };
}

function titleOf({ kind, name }: SourceObject): string {
  return `${kind} ${name ?? ''}`.trim();
}
