import type { Context, Fields } from './context';
import { apps } from './resources';
import { oddString } from './scalars';

const literals = [
  'A=1',
  'B="two words"',
  "C='x'",
  'EMPTY=',
  'MULTI=a=b',
  'COLOR=red',
  'N=007',
  'Q="a\nb"',
  ' S = x ',
  'D="half',
  'a.b-c_d=e',
  'U=é😀',
];
const contents = [
  'plain',
  'a\nb\n',
  '  lead\ntrail \n',
  '{"x": 1}\n',
  'crlf\r\nx\r\n',
  'tab\there\n',
  '',
  'é 日本 😀\n',
  '\n\nlines\n\n',
  '# comment\nkey: value\n',
  `${'long '.repeat(40)}\n`,
  '\ufeffmark',
  ' \n',
  'x\u0007y',
];
const environments = [
  'X=1\n# no\n\nY=a b\n',
  '\ufeffBOM=1\n',
  'BARE\nZ=\n',
  ' LEAD=1\r\nW=2',
  '',
  'P="q"\n',
  '  # c\nE==\n',
];

/** The options of a generator, or of all. */
export function generatorOptions({ random }: Context): Fields {
  return {
    disableNameSuffixHash: random.pick([true, false, undefined]),
    labels: random.pick<Fields | undefined>([{ gen: oddString(random) }, undefined]),
    annotations: random.pick<Fields | undefined>([{ opt: oddString(random) }, undefined]),
    immutable: random.pick([true, undefined, undefined, false]),
  };
}

function behavior({ random, risky, generated }: Context, key: string): string | undefined {
  if (risky) return random.pick(['merge', 'replace', 'create', undefined, undefined]);
  return generated.has(key)
    ? random.pick(['merge', 'merge', 'replace'])
    : random.pick(['create', undefined, undefined]);
}

/** The arguments of a ConfigMap's or Secret's generator, with its files beside the kustomization. */
export function generator(context: Context, folder: string, kind: 'ConfigMap' | 'Secret'): Fields {
  const { random } = context;
  const name = `${random.pick(apps)}-${kind === 'Secret' ? 'secret' : 'config'}`;
  const namespace = context.maybe(0.08, () => 'shop');
  const key = `${kind} ${namespace} ${name}`;
  const how = behavior(context, key);
  context.generated.add(key);
  const files = (): string => {
    const path = context.file(folder, 'file', random.pick(contents), 'txt');
    return random.pick([path, `key.conf=${path}`, `./${path}`]);
  };
  return {
    name,
    behavior: how,
    namespace,
    type:
      kind === 'Secret' ? context.maybe(0.2, () => random.pick(['kubernetes.io/tls', 'Opaque'])) : undefined,
    options: context.maybe(0.3, () => generatorOptions(context)),
    literals: context.maybe(0.7, () => random.some(literals, 0.3)),
    files: context.maybe(0.4, () => context.many(files).slice(0, random.chance(0.9) ? 1 : 2)),
    envs: context.maybe(0.3, () => [context.file(folder, 'vars', random.pick(environments), 'env')]),
  };
}
