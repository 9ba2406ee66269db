import type { Random } from './random';
import { apps, type Named } from './resources';
import { oddScalar } from './scalars';
import { Raw, type Yaml, YamlWriter } from './writer';

type Fields = { [key: string]: Yaml | undefined };

/** Makes random kustomizations over objects that are known to exist (or not). */
export class Kustomizations {
  private readonly writer: YamlWriter;
  /** Whether what will probably fail is tried, too. */
  private readonly risky: boolean;

  constructor(
    private readonly random: Random,
    private readonly named: readonly Named[],
  ) {
    this.writer = new YamlWriter(random);
    this.risky = random.chance(0.25);
  }

  private get scalable(): string[] {
    return this.named
      .filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet')
      .map(({ name }) => name);
  }

  private someone(): Named {
    const nobody = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'nobody', namespace: undefined };
    return this.named.length === 0 || (this.risky && this.random.chance(0.1))
      ? nobody
      : this.random.pick(this.named);
  }

  private target(): Fields {
    const { random } = this;
    const { kind, name } = this.someone();
    return random.pick<Fields>([
      { kind, name },
      { kind },
      { kind: `${kind}|Service`, name: '.*' },
      { labelSelector: random.pick(['app=web', 'app in (web,api)', '!tier', 'app!=web']) },
      { annotationSelector: 'note=x', kind },
      { group: 'apps', version: 'v1', name },
    ]);
  }

  private podPatch(): Fields {
    const { random } = this;
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
    ]);
    return { spec: { template: { spec: { containers } } } };
  }

  private strategicBody(kind: string): Fields {
    const { random } = this;
    const general: Fields[] = [
      { metadata: { annotations: { patched: oddScalar(random) } } },
      { metadata: { labels: null } },
      { metadata: { annotations: { note: null }, finalizers: ['b', 'a'] } },
      { data: { COLOR: null, NEW: oddScalar(random) } },
      { $patch: 'delete' },
      { spec: { $patch: 'replace', x: 1 } },
      { spec: { ports: [{ port: 80, name: 'web' }, { port: 99 }] } },
      { spec: { list: [{ name: 'b', v: 3 }] } },
    ];
    const pods = ['Deployment', 'DaemonSet', 'StatefulSet', 'Job'].includes(kind);
    return pods && random.chance(0.7) ? this.podPatch() : random.pick(general);
  }

  strategic(): Fields {
    const { apiVersion, kind, name, namespace } = this.someone();
    const body = this.strategicBody(kind);
    const metadata = typeof body.metadata === 'object' && body.metadata !== null ? body.metadata : {};
    return { apiVersion, kind, ...body, metadata: { name, namespace, ...metadata } };
  }

  jsonPatch(): Yaml {
    const { random } = this;
    if (!this.risky) {
      const path = random.pick([
        '/metadata/annotations/new',
        '/metadata/annotations',
        '/spec/replicas',
        '/spec',
        '/kind',
      ]);
      if (path === '/spec')
        return [{ op: 'replace', path, value: { x: oddScalar(random), list: [oddScalar(random)] } }];
      if (path === '/kind') return [{ op: 'test', path, value: 'Deployment' }];
      if (path === '/metadata/annotations')
        return [{ op: 'add', path, value: { a: 'b', odd: oddScalar(random) } }];
      return [
        {
          op: path === '/spec/replicas' ? 'replace' : 'add',
          path,
          value: random.pick<Yaml>(['x', 3, oddScalar(random)]),
        },
      ];
    }
    const paths = [
      '/metadata/annotations/new',
      '/metadata/labels/app',
      '/spec/replicas',
      '/spec/template/spec/containers/0/image',
      '/spec/template/spec/containers/-',
      '/spec/nope/deep',
      '/data/COLOR',
      '/metadata/name',
      '/spec/ports/0',
      '/metadata/annotations/argocd.argoproj.io~1sync-wave',
      '/spec/template/spec/containers/1',
      '',
    ];
    const operation = (): Yaml => {
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
      const from = op === 'move' || op === 'copy' ? random.pick(paths) : undefined;
      return {
        op,
        path: random.pick(paths),
        from,
        value: random.chance(0.8) ? random.pick<Yaml>(['x', 3, { a: 'b' }, oddScalar(random)]) : undefined,
      };
    };
    return random.chance(0.8) ? [operation()] : [operation(), operation()];
  }

  private patch(files: Map<string, string>, folder: string): Fields {
    const { random } = this;
    const json = random.chance(0.4);
    const text = this.writer.document(json ? this.jsonPatch() : this.strategic());
    const options = random.chance(0.05) ? { allowNameChange: true } : undefined;
    const target = json || random.chance(0.2) ? this.target() : undefined;
    if (random.chance(0.5)) return { patch: text, target, options };
    const path = `patch-${files.size}.yaml`;
    files.set(`${folder}/${path}`, text);
    return { path, target, options };
  }

  private generator(files: Map<string, string>, folder: string, secret: boolean, merging: boolean): Fields {
    const { random } = this;
    const app = random.pick(apps);
    const source: Fields = {};
    if (random.chance(0.7)) {
      source.literals = random.some(
        ['A=1', 'B="two words"', "C='x'", 'EMPTY=', 'MULTI=a=b', 'COLOR=red', 'N=007'],
        0.5,
      );
    }
    if (random.chance(0.4)) {
      const path = `file-${files.size}.txt`;
      files.set(
        `${folder}/${path}`,
        random.pick([
          'plain',
          'a\nb\n',
          '  lead\ntrail \n',
          '{"x": 1}\n',
          'crlf\r\nx\r\n',
          'tab\there\n',
          '',
          'é 日本 😀\n',
        ]),
      );
      source.files = [random.chance(0.5) ? path : `key.conf=${path}`];
    }
    if (random.chance(0.3)) {
      const path = `vars-${files.size}.env`;
      files.set(
        `${folder}/${path}`,
        random.pick(['X=1\n# no\n\nY=a b\n', '\ufeffBOM=1\n', 'BARE\nZ=\n', ' LEAD=1\r\nW=2']),
      );
      source.envs = [path];
    }
    return {
      name: `${app}-${secret ? 'secret' : 'config'}`,
      behavior: merging && this.risky ? random.pick(['merge', 'replace', undefined, undefined]) : undefined,
      namespace: random.chance(0.1) ? 'shop' : undefined,
      type: secret && random.chance(0.2) ? 'kubernetes.io/tls' : undefined,
      options: random.chance(0.3)
        ? {
            disableNameSuffixHash: random.chance(0.5),
            labels: { gen: 'x' },
            immutable: random.chance(0.3) || undefined,
          }
        : undefined,
      ...source,
    };
  }

  private replacement(): Fields {
    const { random } = this;
    const source = this.someone();
    const target = this.someone();
    if (!this.risky) {
      const select = { kind: target.kind, name: target.name, namespace: target.namespace };
      return {
        source: {
          kind: source.kind,
          name: source.name,
          namespace: source.namespace,
          fieldPath: 'metadata.name',
        },
        targets: [
          {
            select,
            fieldPaths: ['metadata.annotations.copied', 'metadata.labels.[a.b/c]'],
            options: { create: true },
          },
        ],
      };
    }
    const create = random.chance(0.3);
    const options = random.chance(0.3)
      ? { delimiter: random.pick(['-', '/', ':']), index: random.below(3) }
      : undefined;
    return {
      source: {
        kind: source.kind,
        name: source.name,
        fieldPath: random.pick([
          undefined,
          'metadata.name',
          'metadata.labels.app',
          'spec.replicas',
          'data.COLOR',
          'metadata.namespace',
          'spec.template.spec.containers.0.image',
          'spec.template.spec.containers.[name=main].image',
          'spec.selector',
        ]),
        options: random.chance(0.2) ? options : undefined,
      },
      targets: [
        {
          select: { kind: target.kind, name: random.chance(0.7) ? target.name : undefined },
          reject: random.chance(0.2) ? [{ name: random.pick(apps) }] : undefined,
          fieldPaths: [
            random.pick([
              'metadata.annotations.copied',
              'metadata.labels.app',
              'metadata.annotations.[x.y/z]',
              'spec.template.spec.containers.*.image',
              'spec.template.spec.containers.[name=main].env.[name=LEVEL].value',
              'spec.replicas',
              'data.COLOR',
            ]),
          ],
          options: create || options ? { create: create || undefined, ...options } : undefined,
        },
      ],
    };
  }

  /** A kustomization over `resources`, which may also make files beside it. */
  make(
    files: Map<string, string>,
    folder: string,
    resources: string[],
    merging: boolean,
    component = false,
  ): Fields {
    const { random } = this;
    const p = (probability: number, value: () => Yaml): Yaml | undefined =>
      random.chance(probability) ? value() : undefined;
    const many = (value: () => Yaml): Yaml[] => Array.from({ length: 1 + random.below(2) }, value);
    const fields: Fields = {
      apiVersion: component
        ? 'kustomize.config.k8s.io/v1alpha1'
        : p(0.8, () => 'kustomize.config.k8s.io/v1beta1'),
      kind: component ? 'Component' : p(0.8, () => 'Kustomization'),
      resources: resources.length > 0 ? resources : undefined,
      namespace: p(0.3, () => random.pick(['shop', 'prod'])),
      namePrefix: p(0.25, () => random.pick(['a-', 'team-', new Raw('"1-"')])),
      nameSuffix: p(0.15, () => '-v2'),
      labels: p(0.3, () =>
        many(() => ({
          pairs: { team: oddString(random), env: 'x' },
          includeSelectors: p(0.3, () => true),
          includeTemplates: p(0.3, () => true),
          fields: p(0.1, () => [{ path: 'spec/extra', create: true, kind: 'Widget' }]),
        })),
      ),
      commonLabels: p(0.15, () => ({ common: oddString(random) })),
      commonAnnotations: p(0.2, () => ({ 'example.com/by': oddString(random) })),
      images: p(0.3, () =>
        many(() => ({
          name: random.pick(['nginx', 'postgres', 'ghcr.io/shop/api', 'reg.io:5000/a/b']),
          newName: p(0.4, () => 'mirror/x'),
          newTag: p(0.5, () => random.pick(['2', 'stable', '1.5'])),
          digest: p(0.15, () => 'sha256:def'),
          tagSuffix: p(0.1, () => '-s'),
        })),
      ),
      replicas: p(this.scalable.length > 0 ? 0.2 : 0, () =>
        many(() => ({
          name: this.risky ? random.pick(apps) : random.pick(this.scalable),
          count: random.below(5),
        })),
      ),
      patches: p(0.45, () => many(() => this.patch(files, folder))),
      patchesStrategicMerge: p(0.1, () => [this.writer.document(this.strategic())]),
      patchesJson6902: p(0.05, () => [
        {
          target: { version: 'v1', kind: 'Deployment', group: 'apps', name: 'web' },
          patch: this.writer.document(this.jsonPatch()),
        },
      ]),
      configMapGenerator: p(0.35, () => many(() => this.generator(files, folder, false, merging))),
      secretGenerator: p(0.2, () => [this.generator(files, folder, true, merging)]),
      generatorOptions: p(0.1, () => ({
        annotations: { opt: 'y' },
        disableNameSuffixHash: random.chance(0.3),
      })),
      replacements: p(0.15, () => many(() => this.replacement())),
      vars: p(this.risky ? 0.1 : 0, () => [
        { name: 'NAME', objref: { apiVersion: 'v1', kind: 'Service', name: 'web' } },
      ]),
      sortOptions: p(0.15, () =>
        random.pick<Yaml>([
          { order: 'fifo' },
          { order: 'legacy' },
          { order: 'legacy', legacySortOptions: { orderFirst: ['Service'], orderLast: ['Deployment'] } },
        ]),
      ),
      buildMetadata: p(0.1, () =>
        random.some(['originAnnotations', 'transformerAnnotations', 'managedByLabel'], 0.6),
      ),
    };
    return Object.fromEntries(
      random.chance(0.3) ? random.shuffled(Object.entries(fields)) : Object.entries(fields),
    );
  }
}

/** A string that needs quotes in YAML. */
const oddString = (random: Random): string =>
  random.pick(['x', 'yes', '1', '1.0', 'true', 'a b', '2021-01-01', '', 'null', '0x1F', 'é']);
