import type { Context, Fields } from './context';
import { target } from './patches';
import { apps } from './resources';

const sources = [
  undefined,
  'metadata.name',
  'metadata.labels.app',
  'metadata.annotations.note',
  'spec.replicas',
  'spec.ports.0.port',
  'data.COLOR',
  'metadata.namespace',
  'spec.template.spec.containers.0.image',
  'spec.template.spec.containers.[name=main].image',
  'spec.selector',
  'spec.template.spec.containers.[image=nginx.*].name',
  'spec.template.spec.containers.*.name',
  'spec.template.spec.containers.[name=(].image',
];
const fields = [
  'metadata.annotations.copied',
  'metadata.labels.app',
  'metadata.annotations.[x.y/z]',
  'metadata.annotations.x\\.y/z',
  'spec.template.spec.containers.*.image',
  'spec.template.spec.containers.0.image',
  'spec.template.spec.containers.[name=main].env.[name=LEVEL].value',
  'spec.template.spec.containers.[name=main].args.0',
  'spec.template.spec.containers.[name=m.*].image',
  'spec.replicas',
  'data.COLOR',
  'metadata.name',
  'metadata.namespace',
  'spec.rules.*.host',
  'spec.list.[name=a].v',
  'spec.list.3',
];

function fieldOptions(context: Context): Fields {
  const { random } = context;
  return {
    delimiter: context.maybe(0.7, () => random.pick(['-', '/', ':', '.', ''])),
    index: context.maybe(0.7, () => random.below(4) - 1),
    encoding: context.maybe(0.1, () => random.pick(['base64', 'hex'])),
  };
}

function safeReplacement(context: Context): Fields {
  const source = context.someone();
  const aim = context.someone();
  const select = { kind: aim.kind, name: aim.name, namespace: aim.namespace };
  return {
    source: { kind: source.kind, name: source.name, namespace: source.namespace, fieldPath: 'metadata.name' },
    targets: [
      {
        select,
        fieldPaths: context.random.pick([
          ['metadata.annotations.copied', 'metadata.labels.[a.b/c]'],
          ['spec.made.deep', 'spec.list.[name=new].v'],
          ['spec.template.spec.containers.[name=added].image', 'metadata.annotations.copied'],
        ]),
        options: { create: true },
      },
    ],
  };
}

function riskyReplacement(context: Context): Fields {
  const { random } = context;
  const source = context.someone();
  const options = context.maybe(0.4, () => fieldOptions(context));
  const create = context.maybe(0.4, () => random.chance(0.8));
  return {
    source: {
      kind: source.kind,
      name: source.name,
      fieldPath: random.pick(sources),
      options: context.maybe(0.2, () => fieldOptions(context)),
    },
    targets: [
      {
        select: random.chance(0.6) ? { kind: context.someone().kind } : target(context),
        reject: context.maybe(0.2, () => [{ name: random.pick(apps) }]),
        fieldPaths: random.chance(0.8) ? [random.pick(fields)] : [random.pick(fields), random.pick(fields)],
        options: create !== undefined || options ? { create, ...options } : undefined,
      },
    ],
  };
}

/** An entry of `replacements`, in the kustomization or in a file beside it. */
export function replacement(context: Context, folder: string): Fields {
  const made = (context.risky ? riskyReplacement : safeReplacement)(context);
  if (context.random.chance(0.8)) return made;
  const list = context.random.chance(0.5) ? [made] : made;
  return { path: context.document(folder, 'replacement', list) };
}

/** An entry of `vars`, whose name stands in arguments, environment and annotations of some objects. */
export function variable(context: Context, name: string): Fields {
  const { random } = context;
  const { apiVersion, kind, name: object, namespace } = context.someone();
  const fieldPath = context.risky
    ? random.pick([
        'metadata.name',
        'metadata.namespace',
        'spec.replicas',
        'data.COLOR',
        'spec.ports[0].port',
        'nope.x',
      ])
    : 'metadata.name';
  return {
    name,
    objref: { apiVersion, kind, name: object, namespace },
    fieldref: context.maybe(context.risky ? 0.8 : 0.5, () => ({ fieldPath })),
  };
}
