import { Kustomizations } from './kustomizations';
import { Random } from './random';
import { type Named, Resources } from './resources';
import { YamlWriter } from './writer';

/** A random tree and the folder of it to build. */
export interface RandomTree {
  readonly files: ReadonlyMap<string, string>;
  readonly target: string;
}

function damage(files: Map<string, string>, random: Random): void {
  const path = random.pick([...files.keys()]);
  const text = files.get(path) ?? '';
  const at = random.below(text.length + 1);
  const insert = random.pick([
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
  ]);
  const cut = random.chance(0.5) ? random.below(4) : 0;
  files.set(path, text.slice(0, at) + insert + text.slice(at + cut));
}

/** Makes the tree of a seed: a base or two, components, an overlay; sometimes damaged. */
export function randomTree(seed: number): RandomTree {
  const random = new Random(seed);
  const files = new Map<string, string>();
  const writer = new YamlWriter(random);
  const resources = new Resources(random);
  const named: Named[] = [];

  const objects = (folder: string, count: number): string[] => {
    const documents: string[] = [];
    const seen = new Set<string>();
    for (let i = 0; i < count; i++) {
      const { named: id, value } = resources.make();
      const key = `${folder} ${id.kind} ${id.name} ${id.namespace}`;
      if (seen.has(key) && !random.chance(0.02)) continue;
      seen.add(key);
      named.push(id);
      documents.push(writer.document(value));
    }
    if (documents.length === 0) return [];
    if (random.chance(0.5)) {
      const eol = random.chance(0.05) ? '\r\n' : '\n';
      files.set(`${folder}/all.yaml`, documents.join('---\n').replaceAll('\n', eol));
      return ['all.yaml'];
    }
    return documents.map((text, i) => {
      files.set(`${folder}/r${i}.yaml`, text);
      return `r${i}.yaml`;
    });
  };

  const kustomize = (
    folder: string,
    paths: string[],
    merging: boolean,
    component = false,
    components?: string[],
  ): void => {
    const made = new Kustomizations(random, named).make(files, folder, paths, merging, component);
    if (components !== undefined) made.components = components;
    files.set(`${folder}/kustomization.yaml`, writer.document(made));
  };

  kustomize('base', objects('base', 1 + random.below(5)), false);
  const bases = ['../../base'];
  if (random.chance(0.2)) {
    kustomize('other', objects('other', 1 + random.below(3)), false);
    bases.push('../../other');
  }
  const components: string[] = [];
  if (random.chance(0.3)) {
    kustomize('components/c', objects('components/c', random.below(2)), true, true);
    components.push('../../components/c');
  }
  const own = objects('overlays/prod', random.below(3));
  kustomize('overlays/prod', [...bases, ...own], true, false, components.length > 0 ? components : undefined);
  if (random.chance(0.12)) damage(files, random);
  return { files, target: random.chance(0.15) ? 'base' : 'overlays/prod' };
}
