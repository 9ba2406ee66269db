import { groupOf, nearest, typeOfKind } from '@/lib/kubernetes';
import { at, type MapNode, scalarOf } from '@/lib/yaml';
import type { SourceObject } from '../../engine/file';
import type { Finding, Rule } from '../../engine/rule';
import { type CustomFault, checkCustom } from './check-custom';
import { Definitions, type KindDefinition } from './definitions';
import { PATIENCE, type Patience } from './pattern';

const CRD =
  'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: backups.shop.example.com\nspec:\n  group: shop.example.com\n  scope: Namespaced\n  names: {kind: Backup, plural: backups}\n  versions:\n    - name: v1\n      served: true\n      storage: true\n      schema:\n        openAPIV3Schema:\n          type: object\n          properties:\n            spec:\n              type: object\n              required: [every]\n              properties:\n                every: {type: string}\n                keep: {type: integer, minimum: 1}\n';
const example = (keep: string) => ({
  files: {
    'crd.yaml': CRD,
    'backup.yaml': `apiVersion: shop.example.com/v1\nkind: Backup\nmetadata:\n  name: nightly\nspec:\n  every: 24h\n  keep: ${keep}\n`,
  },
  path: 'backup.yaml',
});

export const fitsDefinition: Rule = {
  id: 'custom-object',
  severity: 'error',
  title: 'The object does not fit the definition of its kind',
  why: 'A CustomResourceDefinition says which versions of a kind there are, which fields it has and what they take. The API server holds every object of the kind to that, as it does with its own kinds, and refuses what does not fit.',
  failing: example('0'),
  passing: example('7'),
  source: [
    {
      title: 'Kubernetes, CustomResourceDefinitions, validation',
      url: 'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation',
    },
    {
      title: 'Kubernetes, field validation',
      url: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#setting-the-field-validation-level',
    },
  ],
  keys: ['openAPIV3Schema'],
  *project(project): Generator<Finding & { path: string }> {
    const definitions = new Definitions(project);
    const patterns = { left: PATIENCE };
    for (const object of project.objects()) {
      if (object.file.unsure || !groupOf(object.apiVersion)) continue;
      const definition = definitions.of(object);
      const meant = definition ? undefined : definitions.meantBy(object);
      // What the course's own schemas describe is told by them.
      if ((!definition && !meant) || typeOfKind(object.apiVersion, object.kind) !== undefined) continue;
      const { path } = object.file;
      if (meant) yield { ...otherName(object, meant), path };
      else if (definition)
        for (const finding of findingsOf(object, definition, patterns)) yield { ...finding, path };
    }
  },
};

function otherName({ root }: SourceObject, { kind, file }: KindDefinition): Finding {
  const { start, end } = at(root, 'kind') ?? root;
  return {
    start,
    end,
    message: `This kind is called \`${kind}\` by its definition, in \`${file.path}\`.`,
    fixes: [{ title: `Change to ${kind}`, reveals: true, edits: [{ start, end, text: kind }] }],
  };
}

function findingsOf(object: SourceObject, definition: KindDefinition, patterns: Patience): Finding[] {
  const version = object.apiVersion.slice(object.apiVersion.indexOf('/') + 1);
  const { served } = definition;
  if (!served.has(version)) return [notServed(object, version, definition)];
  const schema = served.get(version);
  return schema ? faultsOf(object.root, schema, patterns).map((fault) => toFinding(fault, definition)) : [];
}

function notServed({ root, apiVersion }: SourceObject, version: string, definition: KindDefinition): Finding {
  const { start, end } = scalarOf(at(root, 'apiVersion')) ?? root;
  const names = [...definition.served.keys()];
  const right = nearest(version, names) ?? (names.length === 1 ? names[0] : undefined);
  const text = right && `${groupOf(apiVersion)}/${right}`;
  const list = names.map((name) => `\`${name}\``).join(', ');
  return {
    start,
    end,
    message: `The definition of \`${definition.kind}\`, in \`${definition.file.path}\`, serves no version \`${version}\`. It serves ${list}.`,
    fixes: text ? [{ title: `Change to ${text}`, reveals: true, edits: [{ start, end, text }] }] : [],
  };
}

interface Known {
  schema: MapNode;
  faults: readonly CustomFault[];
  /** What its patterns cost. */
  cost: number;
}

const memory = new WeakMap<MapNode, Known>();

/** Where an object does not fit; remembered as long as neither its file nor the definition changes. */
function faultsOf(root: MapNode, schema: MapNode, patterns: Patience): readonly CustomFault[] {
  const known = memory.get(root);
  const before = patterns.left;
  if (known?.schema === schema && known.cost <= before) {
    patterns.left -= known.cost;
    return known.faults;
  }
  const faults = checkCustom(root, schema, patterns);
  if (patterns.left >= 0) memory.set(root, { schema, faults, cost: before - patterns.left });
  return faults;
}

function toFinding({ start, end, message, instead, schema }: CustomFault, { file }: KindDefinition): Finding {
  const key = schema.entries[0]?.key ?? schema;
  return {
    start,
    end,
    message,
    related: [{ path: file.path, start: key.start, end: key.end, message: 'The definition says so here.' }],
    fixes: instead
      ? [{ title: `Change to ${instead}`, reveals: true, edits: [{ start, end, text: instead }] }]
      : [],
  };
}
