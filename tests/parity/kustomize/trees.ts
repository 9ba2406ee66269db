import { Context, type Fields } from './make/context';
import { type Contents, kustomization } from './make/kustomization';
import { Random } from './make/random';
import { Resources } from './make/resources';
import type { Yaml } from './make/writer';

/** A random tree and the folder of it to build. */
export interface RandomTree {
  readonly files: ReadonlyMap<string, string>;
  readonly target: string;
}

const splinters = [
  '',
  ' ',
  '\t',
  '"',
  "'",
  '[',
  '}',
  ': ',
  '\n- ',
  '#',
  '&a ',
  '*b',
  '%',
  '---\n',
  '\n\n',
  'x',
  '|',
  '? ',
  '!!str ',
];

function damage(files: Map<string, string>, random: Random): void {
  const path = random.pick([...files.keys()]);
  const text = files.get(path) ?? '';
  const at = random.below(text.length + 1);
  const cut = random.chance(0.5) ? random.below(4) : 0;
  files.set(path, text.slice(0, at) + random.pick(splinters) + text.slice(at + cut));
}

const kindOf = ({ kind }: Fields): string => (typeof kind === 'string' ? kind : '');

/** Makes a tree's folders. */
class TreeMaker {
  readonly context: Context;
  private readonly resources: Resources;

  constructor(private readonly random: Random) {
    this.context = new Context(random);
    this.resources = new Resources(random);
  }

  private values(count: number): Fields[] {
    const { named, risky } = this.context;
    const values: Fields[] = [];
    for (let i = 0; i < count; i++) {
      const { named: id, value } = this.resources.make();
      const known = named.some(
        ({ kind, name, namespace }) => kind === id.kind && name === id.name && namespace === id.namespace,
      );
      if (known && !(risky && this.random.chance(0.1))) continue;
      named.push(id);
      values.push(value);
    }
    return values;
  }

  /** Some objects in files; gives the files' names. */
  objects(folder: string, count: number): string[] {
    const { context, random } = this;
    const values = this.values(count);
    if (values.length === 0) return [];
    if (random.chance(0.06)) return [context.document(folder, 'list', this.list(values))];
    const documents = values.map((value) => context.writer.document(value));
    if (random.chance(0.5)) {
      const separator = random.pick([
        '---\n',
        '---\n',
        '---\n',
        '---\n\n---\n',
        '--- # next\n',
        '...\n---\n',
      ]);
      const eol = random.chance(0.05) ? '\r\n' : '\n';
      const head = random.pick(['', '', '---\n', '# objects\n', '# objects\n---\n']);
      return [context.file(folder, 'all', (head + documents.join(separator)).replaceAll('\n', eol))];
    }
    return values.map((value) => context.document(folder, 'object', value));
  }

  private list(values: readonly Fields[]): Fields {
    const kinds = new Set(values.map(kindOf));
    const [only] = kinds;
    const kind = kinds.size === 1 && this.random.chance(0.5) ? `${only}List` : 'List';
    const items: Yaml[] = [...values];
    return { apiVersion: 'v1', kind, items };
  }

  kustomization(folder: string, resources: string[], components: string[] = [], isComponent = false): void {
    const contents: Contents = { resources, components, isComponent };
    const { files, writer } = this.context;
    const name = this.random.chance(0.95) ? 'kustomization.yaml' : 'kustomization.yml';
    files.set(`${folder}/${name}`, writer.document(kustomization(this.context, folder, contents)));
  }

  private component(folder: string, nested: readonly string[]): string {
    this.kustomization(folder, this.objects(folder, this.random.below(2)), [...nested], true);
    return `../../${folder}`;
  }

  make(): RandomTree {
    const { context, random } = this;
    this.kustomization('base', this.objects('base', 1 + random.below(5)));
    const bases = ['../../base'];
    if (random.chance(0.2)) {
      this.kustomization('other', this.objects('other', 1 + random.below(3)));
      bases.push('../../other');
    }
    const components: string[] = [];
    if (random.chance(0.3)) {
      const nested = random.chance(0.3) ? [this.component('components/inner', [])] : [];
      components.push(this.component('components/outer', nested));
    }
    const folder = 'overlays/prod';
    this.kustomization(folder, [...bases, ...this.objects(folder, random.below(3))], components);
    let target = random.chance(0.15) ? 'base' : folder;
    if (random.chance(0.15)) {
      this.kustomization('overlays/top', ['../prod', ...this.objects('overlays/top', random.below(2))]);
      target = 'overlays/top';
    }
    if (random.chance(0.1)) damage(context.files, random);
    return { files: context.files, target };
  }
}

/** Makes the tree of a seed: a base or two, components, an overlay or one more on it; sometimes damaged. */
export const randomTree = (seed: number): RandomTree => new TreeMaker(new Random(seed)).make();
