import { unmarshal } from '../config/read-config';
import { goQuote } from '../core/go-text';
import { gvkText, idText } from '../core/id';
import { Resource } from '../core/resource';
import { Failure, prefixed } from '../failure';
import { addHashes } from '../generate/add-hashes';
import { generate } from '../generate/generate';
import { fieldSpecOf, fieldsAt, flagAt, itemsAt, noFields, textAt, textMapAt, textsAt } from '../load/fields';
import type { Loader } from '../load/loader';
import { parseResources } from '../load/resources';
import { prefixTransformer, suffixTransformer } from '../transform/affix';
import { imageTransformer } from '../transform/image';
import { entriesTransformer } from '../transform/metadata';
import { namespaceTransformer, type SubjectMode } from '../transform/namespace';
import { strategicTransformer } from '../transform/patch';
import { replicasTransformer } from '../transform/replicas';
import type { Transformer } from '../transform/transformer';
import { valueAddTransformer } from '../transform/value-add';
import { type Fields, Parser } from '../yaml';
import { imageOf, jsonPatch, patchFrom, strategicPatches } from './builtins';
import { type Generator, generatorArgs } from './generators';
import { pluginShapes, valueAddTargets } from './plugin-shapes';
import { loadReplacements } from './replacements';

const generatorKinds = new Set([
  'ConfigMapGenerator',
  'SecretGenerator',
  'IAMPolicyGenerator',
  'HelmChartInflationGenerator',
]);

/** The configuration of a plugin that is written as an object, decoded. */
function configOf(resource: Resource): { kind: string; fields: Fields; text: string } {
  const { kind, group, version } = resource.id;
  if (group !== '' || version !== 'builtin') {
    throw new Failure(
      `external plugins disabled; unable to load external plugin '${resource.originalId.kind}'`,
    );
  }
  const shape = Object.hasOwn(pluginShapes, kind) ? pluginShapes[kind] : undefined;
  if (shape === undefined) throw new Failure(`unable to load builtin ${gvkText(resource.id)}`);
  const text = resource.toYaml();
  const fields = prefixed(`plugin ${idText(resource.originalId)} fails configuration`, () =>
    unmarshal(text, shape),
  );
  return { kind, fields, text };
}

const subjectModes = ['defaultOnly', 'none', 'allServiceAccounts'] as const;

function subjectMode(text: string): SubjectMode {
  const mode = text === '' ? 'defaultOnly' : subjectModes.find((each) => each === text);
  if (mode !== undefined) return mode;
  const [first, second, third] = subjectModes.map(goQuote);
  throw new Failure(
    `invalid value ${goQuote(text)} for setRoleBindingSubjects: must be one of ${first}, ${second} or ${third}`,
  );
}

function affixSpecs(fields: Fields) {
  if (!fields.has('fieldSpecs')) throw new Failure('fieldSpecs is not expected to be nil');
  return itemsAt(fields, 'fieldSpecs').map(fieldSpecOf);
}

function both(name: string, first: Transformer, second: Transformer): Transformer {
  return {
    name,
    transform(map) {
      first.transform(map);
      second.transform(map);
    },
  };
}

function makeTransformer(
  kind: string,
  fields: Fields,
  text: string,
  loader: Loader,
): Transformer | undefined {
  const specs = () => itemsAt(fields, 'fieldSpecs').map(fieldSpecOf);
  switch (kind) {
    case 'AnnotationsTransformer':
      return entriesTransformer(kind, textMapAt(fields, 'annotations'), specs());
    case 'LabelTransformer':
      return entriesTransformer(kind, textMapAt(fields, 'labels'), specs());
    case 'NamespaceTransformer':
      return namespaceTransformer({
        namespace: textAt(fieldsAt(fields, 'metadata') ?? noFields, 'namespace'),
        specs: specs(),
        unsetOnly: flagAt(fields, 'unsetOnly'),
        subjects: subjectMode(textAt(fields, 'setRoleBindingSubjects')),
      });
    case 'PrefixTransformer':
      return prefixTransformer(textAt(fields, 'prefix'), affixSpecs(fields));
    case 'SuffixTransformer':
      return suffixTransformer(textAt(fields, 'suffix'), affixSpecs(fields));
    case 'PrefixSuffixTransformer':
      return both(
        kind,
        prefixTransformer(textAt(fields, 'prefix'), affixSpecs(fields)),
        suffixTransformer(textAt(fields, 'suffix'), affixSpecs(fields)),
      );
    case 'ImageTagTransformer':
      return imageTransformer(imageOf(fieldsAt(fields, 'imageTag') ?? noFields), specs());
    case 'ReplicaCountTransformer': {
      const replica = fieldsAt(fields, 'replica') ?? noFields;
      return replicasTransformer(textAt(replica, 'name'), String(replica.get('count') ?? 0), specs());
    }
    case 'PatchTransformer':
      return patchFrom(fields, text, loader);
    case 'PatchJson6902Transformer':
      return jsonPatch(new Map([...fields, ['patch', textAt(fields, 'jsonOp')]]), loader);
    case 'PatchStrategicMergeTransformer':
      return strategicPlugin(fields, loader);
    case 'ReplacementTransformer':
      return loadReplacements(itemsAt(fields, 'replacements'), loader);
    case 'ValueAddTransformer':
      return valueAdd(fields, loader);
    case 'HashTransformer':
      return { name: kind, transform: addHashes };
    default:
      return undefined;
  }
}

function strategicPlugin(fields: Fields, loader: Loader): Transformer {
  const paths = textsAt(fields, 'paths');
  const inline = textAt(fields, 'patches');
  if (paths.length === 0 && inline === '') throw new Failure('empty file path and empty patch content');
  const patches = [
    ...paths.flatMap((path) => strategicPatches(path, loader)),
    ...(inline === '' ? [] : parseResources(inline)),
  ];
  if (patches.length === 0) {
    throw new Failure(`patch appears to be empty; files=[${paths.join(' ')}], Patch=${inline}`);
  }
  return strategicTransformer(patches);
}

function valueAdd(fields: Fields, loader: Loader): Transformer {
  const file = textAt(fields, 'targetFilePath');
  const more = file === '' ? noFields : unmarshal(loader.text(file), valueAddTargets);
  const base = loader.root.slice(loader.root.lastIndexOf('/') + 1);
  return valueAddTransformer(textAt(fields, 'value').trim() || base, [
    ...itemsAt(fields, 'targets'),
    ...itemsAt(more, 'targets'),
  ]);
}

function configured(
  resource: Resource,
  kind: string,
  fields: Fields,
  text: string,
  loader: Loader,
): Transformer | undefined {
  return prefixed(`plugin ${idText(resource.originalId)} fails configuration`, () =>
    makeTransformer(kind, fields, text, loader),
  );
}

/** Makes a transformer of an object that configures one. */
export function loadTransformer(resource: Resource, loader: Loader): Transformer {
  const { kind, fields, text } = configOf(resource);
  const transformer = configured(resource, kind, fields, text, loader);
  if (transformer === undefined) {
    throw new Failure(`plugin ${idText(resource.originalId)} not a transformer`);
  }
  return transformer;
}

function googleAccount(fields: Fields): Resource {
  const cloud = textAt(fields, 'cloud');
  if (cloud !== 'gke') throw new Failure(`cloud provider ${cloud} not supported yet`);
  const account = fieldsAt(fields, 'serviceAccount') ?? noFields;
  const service = fieldsAt(fields, 'kubernetesService') ?? noFields;
  const namespace = textAt(service, 'namespace');
  const email = `${textAt(account, 'name')}@${textAt(account, 'projectId')}.iam.gserviceaccount.com`;
  const text = [
    'apiVersion: v1',
    'kind: ServiceAccount',
    'metadata:',
    '  annotations:',
    `    iam.gke.io/gcp-service-account: ${email}`,
    `  name: ${textAt(service, 'name')}`,
    namespace === '' ? '' : `  namespace: ${namespace}`,
    '',
  ].join('\n');
  const root = new Parser(text, 'v3').next();
  if (root === undefined) throw new Failure('could not make a service account');
  return new Resource(root);
}

/** Makes a generator of an object that configures one. */
export function loadGenerator(resource: Resource, loader: Loader): Generator {
  return prefixed('failed to load generator', () => {
    const { kind, fields, text } = configOf(resource);
    if (!generatorKinds.has(kind)) {
      // It is configured before it is asked what it is.
      configured(resource, kind, fields, text, loader);
      throw new Failure(`plugin ${idText(resource.originalId)} not a generator`);
    }
    if (kind === 'HelmChartInflationGenerator') {
      throw new Failure(
        `plugin ${idText(resource.originalId)} fails configuration: must specify --enable-helm`,
      );
    }
    return {
      generate(map) {
        if (kind === 'IAMPolicyGenerator') map.append(googleAccount(fields));
        else {
          const meta = fieldsAt(fields, 'metadata') ?? noFields;
          const args = generatorArgs(fields, undefined);
          const named = {
            ...args,
            name: args.name || textAt(meta, 'name'),
            namespace: args.namespace || textAt(meta, 'namespace'),
          };
          const made = kind === 'SecretGenerator' ? 'Secret' : 'ConfigMap';
          map.append(generate(made, named, (path) => loader.load(path)));
        }
      },
    };
  });
}
