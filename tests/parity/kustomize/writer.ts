import type { Random } from './random';

/** YAML text that stands as it is where a scalar is expected. */
export class Raw {
  constructor(readonly text: string) {}
}

export type Yaml = string | number | boolean | null | Raw | Yaml[] | { [key: string]: Yaml | undefined };

const isPlainSafe = (text: string): boolean =>
  /^[A-Za-z/][A-Za-z0-9_./-]*$/.test(text) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(text);

/** Writes values as people write YAML: now quoted, now not, in blocks or in braces, with comments. */
export class YamlWriter {
  constructor(private readonly random: Random) {}

  document(value: Yaml): string {
    return `${this.block(value, 0).replace(/^\n/, '')}\n`;
  }

  private scalar(value: Yaml, flow: boolean): string {
    if (value instanceof Raw) return flow && /[\n,{}[\]#|>]/.test(value.text) ? '"raw"' : value.text;
    if (typeof value !== 'string') return String(value);
    const { random } = this;
    if (isPlainSafe(value) && random.chance(0.7)) return value;
    if (!flow && value.includes('\n') && !/^[\s]/.test(value) && random.chance(0.7))
      return this.literal(value);
    if (!/['\n\t]/.test(value) && !/^\s|\s$/.test(value) && random.chance(0.5)) return `'${value}'`;
    return JSON.stringify(value);
  }

  private literal(value: string): string {
    const chomp = value.endsWith('\n\n') ? '+' : value.endsWith('\n') ? '' : '-';
    return `|${chomp}\n${value.replace(/\n$/, '')}`;
  }

  private flow(value: Yaml): string {
    if (Array.isArray(value)) return `[${value.map((item) => this.flow(item)).join(', ')}]`;
    if (typeof value !== 'object' || value === null || value instanceof Raw) return this.scalar(value, true);
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return `{${entries.map(([key, inner]) => `${this.key(key)}: ${this.flow(inner ?? null)}`).join(', ')}}`;
  }

  private key(key: string): string {
    return /^[A-Za-z][A-Za-z0-9_./-]*$/.test(key) ? key : JSON.stringify(key);
  }

  private comment(): string {
    return this.random.chance(0.03) ? ' # note' : '';
  }

  private inline(value: Yaml, indent: number): string {
    const text = this.scalar(value, false);
    if (!text.includes('\n')) return ` ${text}${text === '' ? '' : this.comment()}`;
    const [head = '', ...lines] = text.split('\n');
    const pad = ' '.repeat(indent + 2);
    return ` ${head}\n${lines.map((line) => (line === '' ? '' : pad + line)).join('\n')}`;
  }

  /** The value after a colon or a dash; starts with a space or a line break. */
  private block(value: Yaml, indent: number): string {
    const pad = ' '.repeat(indent);
    if (typeof value !== 'object' || value === null || value instanceof Raw)
      return this.inline(value, indent - 2);
    const entries = Array.isArray(value) ? value : Object.entries(value).filter(([, v]) => v !== undefined);
    if (entries.length === 0 || this.random.chance(0.02)) return ` ${this.flow(value)}`;
    if (Array.isArray(value)) {
      const step = indent > 0 && this.random.chance(0.5) ? indent - 2 : indent;
      const dash = ' '.repeat(step);
      return `\n${value.map((item) => `${dash}-${this.item(item, step + 2)}`).join('\n')}`;
    }
    const lines = Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => `${pad}${this.key(key)}:${this.block(inner ?? null, indent + 2)}`);
    return `\n${lines.join('\n')}`;
  }

  private item(value: Yaml, indent: number): string {
    const text = this.block(value, indent);
    return text.startsWith('\n') && !text.startsWith('\n\n') ? ` ${text.slice(1).trimStart()}` : text;
  }
}
