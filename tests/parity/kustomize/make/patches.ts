import type { Context, Fields } from './context';
import { oddScalar } from './scalars';
import type { Yaml } from './writer';

const workloads = ['Deployment', 'DaemonSet', 'StatefulSet', 'Job'];

/** Which objects a patch or a replacement is for: patterns, labels, or names. */
export function target(context: Context): Fields {
  const { random } = context;
  const { kind, name, namespace } = context.someone();
  return random.pick<Fields>([
    { kind, name },
    { kind },
    { kind, name, namespace },
    { kind: `${kind}|Service`, name: '.*' },
    { kind, name: random.pick(['w.*', '^web$', '(?i)WEB', '[a-w]+', '\\w{3}', 'web|api', '']) },
    {
      labelSelector: random.pick([
        'app=web',
        'app in (web,api)',
        '!tier',
        'app!=web',
        'app',
        'app notin (web),tier',
      ]),
    },
    { annotationSelector: random.pick(['note=x', 'note', '!note', 'note in (x,y)']), kind },
    { group: 'apps', version: 'v1', name },
    { group: random.pick(['apps|batch', '.*', 'rbac.authorization.k8s.io']), version: 'v.*' },
  ]);
}

function podPatch({ random }: Context): Fields {
  const containers = random.pick<Yaml>([
    [
      {
        name: 'main',
        env: [
          { name: 'NEW', value: oddScalar(random) },
          { name: 'LEVEL', value: 'debug' },
        ],
      },
    ],
    [{ name: 'main', ports: [{ containerPort: 80, name: 'w' }] }],
    [
      { name: 'extra', image: 'busybox' },
      { name: 'main', image: 'nginx:2' },
    ],
    [{ name: 'side', $patch: 'delete' }],
    [{ $patch: 'replace' }, { name: 'only', image: 'x' }],
    [{ name: 'main', resources: null, args: ['a'] }],
    [{ name: 'main', volumeMounts: [{ mountPath: '/etc/cfg', $patch: 'delete' }] }],
    [
      {
        name: 'main',
        env: [
          { name: 'LEVEL', $patch: 'delete' },
          { name: 'ODD', value: null },
        ],
      },
    ],
    [
      {
        name: 'main',
        ports: [
          { containerPort: 80, protocol: 'UDP', name: 'u' },
          { $patch: 'delete', containerPort: 8080 },
        ],
      },
    ],
    [{ name: 'main', envFrom: [{ configMapRef: { name: 'added' } }], command: [oddScalar(random)] }],
    null,
    [],
  ]);
  const more = random.pick<Fields>([
    {},
    {},
    {},
    {
      volumes: [
        { name: 'cfg', $patch: 'delete' },
        { name: 'new', emptyDir: {} },
      ],
    },
    { volumes: [{ name: 'cfg', configMap: null, emptyDir: {} }] },
    { imagePullSecrets: [{ name: 'added' }], serviceAccountName: null },
    { tolerations: [{ key: 'a', operator: 'Exists' }], nodeSelector: { disk: oddScalar(random) } },
    { $retainKeys: ['containers'] },
    { '$setElementOrder/containers': [{ name: 'side' }, { name: 'main' }] },
    { '$deleteFromPrimitiveList/finalizers': ['a'] },
    {
      hostAliases: [{ ip: '1.2.3.4', hostnames: ['x'] }],
      topologySpreadConstraints: [{ topologyKey: 'zone', maxSkew: 1 }],
    },
  ]);
  return { spec: { template: { spec: { containers, ...more } } } };
}

function strategicBody(context: Context, kind: string): Fields {
  const { random } = context;
  const general: Fields[] = [
    { metadata: { annotations: { patched: oddScalar(random) } } },
    { metadata: { labels: null } },
    { metadata: { annotations: { note: null }, finalizers: ['b', 'a'] } },
    { metadata: { labels: { $patch: 'replace', only: 'x' } } },
    { metadata: { annotations: {} }, data: {} },
    { data: { COLOR: null, NEW: oddScalar(random) } },
    { $patch: 'delete' },
    { spec: { $patch: 'replace', x: 1 } },
    { spec: { $patch: 'merge', x: [1, oddScalar(random)] } },
    { spec: { ports: [{ port: 80, name: 'web' }, { port: 99 }] } },
    { spec: { ports: [{ port: 80, $patch: 'delete' }] } },
    { spec: { list: [{ name: 'b', v: 3 }] } },
    { spec: null },
    { subjects: [{ kind: 'User', name: 'x' }] },
    { rules: [], webhooks: [{ name: 'a.b.c', failurePolicy: 'Ignore' }] },
    { $patch: random.pick(context.risky ? ['nonsense'] : ['replace', 'merge']) },
  ];
  return workloads.includes(kind) && random.chance(0.7) ? podPatch(context) : random.pick(general);
}

/** A strategic merge patch for an object of the tree. */
export function strategicPatch(context: Context): Fields {
  const { apiVersion, kind, name, namespace } = context.someone();
  const body = strategicBody(context, kind);
  const metadata = typeof body.metadata === 'object' && body.metadata !== null ? body.metadata : {};
  return { apiVersion, kind, ...body, metadata: { name, namespace, ...metadata } };
}

function safeOperation({ random }: Context): Yaml {
  return random.pick<Yaml>([
    { op: 'add', path: '/metadata/annotations', value: { a: 'b', odd: oddScalar(random) } },
    { op: 'add', path: '/metadata/labels', value: { app: oddScalar(random) } },
    { op: 'replace', path: '/spec', value: { x: oddScalar(random), list: [oddScalar(random), { y: 1 }] } },
    { op: 'add', path: '/spec', value: { ports: [{ port: 80 }], x: null } },
    { op: 'add', path: '/metadata/finalizers', value: ['a', oddScalar(random)] },
    {
      op: 'add',
      path: '/extra~1field',
      value: random.pick<Yaml>([1.5, true, null, {}, [], 'x', oddScalar(random)]),
    },
    { op: 'copy', from: '/metadata', path: '/extra' },
  ]);
}

const riskyPaths = [
  '/metadata/annotations/new',
  '/metadata/labels/app',
  '/spec/replicas',
  '/spec/template/spec/containers/0/image',
  '/spec/template/spec/containers/-',
  '/spec/template/spec/containers/-1',
  '/spec/nope/deep',
  '/data/COLOR',
  '/metadata/name',
  '/metadata',
  '/spec/ports/0',
  '/spec/ports/01',
  '/metadata/annotations/argocd.argoproj.io~1sync-wave',
  '/spec/template/spec/containers/1',
  '',
  '/',
  'spec',
];

function riskyOperation({ random }: Context): Yaml {
  const op = random.pick([
    'add',
    'add',
    'add',
    'replace',
    'replace',
    'remove',
    'test',
    'move',
    'copy',
    'nonsense',
  ]);
  return {
    op,
    path: random.pick(riskyPaths),
    from: op === 'move' || op === 'copy' ? random.pick(riskyPaths) : undefined,
    value: random.chance(0.8) ? random.pick<Yaml>(['x', 3, { a: 'b' }, oddScalar(random)]) : undefined,
  };
}

/** A JSON patch: a list of operations. */
export function jsonPatch(context: Context): Yaml {
  const operation = context.risky ? riskyOperation : safeOperation;
  return context.random.chance(0.8) ? [operation(context)] : context.many(() => operation(context));
}

/** The text of a patch of several documents, or of one. */
function strategicText(context: Context): string {
  const { random, writer } = context;
  const texts = random.chance(0.1) ? context.many(() => strategicPatch(context)) : [strategicPatch(context)];
  return texts.map((each) => writer.document(each)).join('---\n');
}

/** An entry of `patches`, with a file beside the kustomization or inline. */
export function patch(context: Context, folder: string): Fields {
  const { random, writer } = context;
  const json = random.chance(0.4);
  const value = jsonPatch(context);
  const text = json
    ? random.chance(0.15)
      ? writer.json(value)
      : writer.document(value)
    : strategicText(context);
  const options = context.maybe(0.08, () =>
    random.pick<Fields>([{ allowNameChange: true }, { allowKindChange: true }, { allowNameChange: false }]),
  );
  const aim = json || random.chance(0.25) ? target(context) : undefined;
  if (random.chance(0.5)) return { patch: text, target: aim, options };
  return { path: context.file(folder, 'patch', text), target: aim, options };
}

/** An entry of `patchesJson6902`. */
export function olderJsonPatch(context: Context, folder: string): Fields {
  const { apiVersion, kind, name, namespace } = context.someone();
  const [version = '', group] = apiVersion.split('/').reverse();
  const text = context.writer.document(jsonPatch(context));
  const aim = { version, group, kind, name, namespace };
  return context.random.chance(0.5)
    ? { target: aim, patch: text }
    : { target: aim, path: context.file(folder, 'json-patch', text) };
}
