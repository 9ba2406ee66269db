import type { Random } from './random';
import type { Named } from './resources';
import { type Yaml, YamlWriter } from './writer';

export type Fields = { [key: string]: Yaml | undefined };

const nobody: Named = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'nobody', namespace: undefined };

/** A tree under construction: what the makers of its parts share. */
export class Context {
  readonly files = new Map<string, string>();
  readonly named: Named[] = [];
  /** The generated objects that what is below the present folder has. */
  readonly generated = new Set<string>();
  readonly writer: YamlWriter;
  /** Whether what will probably fail is tried, too. */
  readonly risky: boolean;

  constructor(readonly random: Random) {
    this.writer = new YamlWriter(random);
    this.risky = random.chance(0.2);
  }

  maybe<T>(probability: number, value: () => T): T | undefined {
    return this.random.chance(probability) ? value() : undefined;
  }

  many<T>(value: () => T): T[] {
    return Array.from({ length: 1 + this.random.below(2) }, value);
  }

  /** An object of the tree, or sometimes one that is not there. */
  someone(kinds?: readonly string[]): Named {
    if (this.risky && this.random.chance(0.1)) return nobody;
    const fitting = this.named.filter(({ kind }) => kinds === undefined || kinds.includes(kind));
    return fitting.length === 0 ? nobody : this.random.pick(fitting);
  }

  has(...kinds: string[]): boolean {
    return this.named.some(({ kind }) => kinds.includes(kind));
  }

  /** Writes a file beside a kustomization; gives its name. */
  file(folder: string, stem: string, text: string, extension = 'yaml'): string {
    const name = `${stem}-${this.files.size}.${extension}`;
    this.files.set(`${folder}/${name}`, text);
    return name;
  }

  /** A value as a file of YAML, or sometimes of JSON. */
  document(folder: string, stem: string, value: Yaml): string {
    return this.random.chance(0.1)
      ? this.file(folder, stem, this.writer.json(value), 'json')
      : this.file(folder, stem, this.writer.document(value));
  }
}
