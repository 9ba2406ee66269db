import type { Random } from './random';

/** YAML text that stands as it is where a scalar is expected. */
export class Raw {
  constructor(readonly text: string) {}
}

export type Yaml = string | number | boolean | null | Raw | Yaml[] | { [key: string]: Yaml | undefined };

const isPlainSafe = (text: string): boolean =>
  /^[A-Za-z/][A-Za-z0-9_./-]*$/.test(text) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(text);

/** A value as JSON can say it. */
function plain(value: Yaml): unknown {
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (inner === undefined ? [] : [[key, plain(inner)]])),
  );
}

/** Writes values as people write YAML: now quoted, now not, in blocks or in braces, with comments. */
export class YamlWriter {
  /** The anchors of the present document, by what they stand for; a mapping's can be merged. */
  private anchors = new Map<string, { readonly name: string; readonly mergeable: boolean }>();
  private anchoring = false;

  constructor(private readonly random: Random) {}

  /** A value as JSON, on one line or on many. */
  json(value: Yaml): string {
    return `${JSON.stringify(plain(value), null, this.random.pick([0, 2]))}\n`;
  }

  document(value: Yaml): string {
    this.anchors = new Map();
    this.anchoring = this.random.chance(0.08);
    const top = this.random.chance(0.03) ? '# about\n' : '';
    return `${top}${this.block(value, 0).replace(/^\n/, '')}\n`;
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
    if (typeof value !== 'object' || value === null || value instanceof Raw)
      return this.inline(value, indent - 2);
    const entries = Array.isArray(value) ? value : Object.entries(value).filter(([, v]) => v !== undefined);
    if (entries.length === 0 || this.random.chance(0.02)) return ` ${this.flow(value)}`;
    const key = JSON.stringify(value);
    const known = this.anchors.get(key);
    if (known !== undefined && this.random.chance(0.5)) return ` *${known.name}`;
    let anchor = '';
    if (this.anchoring && indent > 0 && this.random.chance(0.2)) {
      const name = `a${this.anchors.size}`;
      this.anchors.set(key, { name, mergeable: false });
      anchor = ` &${name}`;
    }
    const text = Array.isArray(value) ? this.list(value, indent) : this.mapping(value, indent);
    if (anchor !== '') this.anchors.set(key, { name: anchor.slice(2), mergeable: !Array.isArray(value) });
    return `${anchor}\n${text}`;
  }

  private list(items: Yaml[], indent: number): string {
    const step = indent > 0 && this.random.chance(0.5) ? indent - 2 : indent;
    const dash = ' '.repeat(step);
    return items.map((item) => `${this.above(dash)}${dash}-${this.item(item, step + 2)}`).join('\n');
  }

  private mapping(fields: { [key: string]: Yaml | undefined }, indent: number): string {
    const pad = ' '.repeat(indent);
    const bases = [...this.anchors.values()].filter(({ mergeable }) => mergeable);
    const lines = Object.entries(fields)
      .filter(([, inner]) => inner !== undefined)
      .map(
        ([key, inner]) => `${this.above(pad)}${pad}${this.key(key)}:${this.block(inner ?? null, indent + 2)}`,
      );
    if (bases.length > 0 && this.random.chance(0.05)) {
      lines.unshift(`${pad}<<: *${this.random.pick(bases).name}`);
    }
    return lines.join('\n');
  }

  /** What stands above a line: mostly nothing, sometimes a comment or an empty line. */
  private above(pad: string): string {
    if (this.random.chance(0.99)) return '';
    return this.random.pick([`${pad}# above\n`, '\n', `# at the margin\n`]);
  }

  private item(value: Yaml, indent: number): string {
    const text = this.block(value, indent);
    return text.startsWith('\n') && !text.startsWith('\n\n') ? ` ${text.slice(1).trimStart()}` : text;
  }
}
