import { isAlias, isMap, isPair, isScalar, isSeq, type Node, Scalar } from 'yaml';
import type { Composed } from './compose';
import { MOST_EXPANDED_NODES } from './limits';
import type { Entry, MapNode, ScalarNode, ScalarStyle, ScalarValue, SeqNode, Span, YamlNode } from './nodes';
import type { YamlProblem } from './problem';
import { resolvePlain } from './scalars';

const STYLES: Record<string, ScalarStyle> = {
  [Scalar.QUOTE_SINGLE]: 'single',
  [Scalar.QUOTE_DOUBLE]: 'double',
  [Scalar.BLOCK_LITERAL]: 'literal',
  [Scalar.BLOCK_FOLDED]: 'folded',
};
const TAGGED: Record<string, (text: string) => ScalarValue> = {
  'tag:yaml.org,2002:int': Number,
  'tag:yaml.org,2002:float': Number,
  'tag:yaml.org,2002:bool': (text) => text === 'true',
  'tag:yaml.org,2002:null': () => null,
};

/** Turns the `yaml` package's nodes into ours: typed scalars, aliases followed, merge keys merged. */
export class Converter {
  readonly problems: YamlProblem[] = [];
  private readonly anchors = new Map<string, { node: YamlNode; size: number } | 'open'>();
  private size = 0;

  /**
   * @param map from a place in the text that was read to its place in the file.
   * @param keys takes the texts of all keys.
   */
  constructor(
    private readonly map: (offset: number) => number,
    private readonly keys: Set<string>,
  ) {}

  root(document: Composed): YamlNode | undefined {
    return document.contents === null ? undefined : this.convert(document.contents, 0);
  }

  /** @param fallback where it stands in the file when the parser says no place. */
  private span(node: unknown, fallback: number): Span {
    const range = isNode(node) ? node.range : undefined;
    return range
      ? { start: this.map(range[0]), end: this.map(range[1]) }
      : { start: fallback, end: fallback };
  }

  private convert(node: unknown, fallback: number): YamlNode {
    if (isAlias(node)) return this.follow(node.source, this.span(node, fallback));
    const anchor =
      isNode(node) && 'anchor' in node && typeof node.anchor === 'string' ? node.anchor : undefined;
    if (anchor !== undefined) this.anchors.set(anchor, 'open');
    const before = this.size++;
    const converted = this.build(node, fallback);
    if (anchor !== undefined) this.anchors.set(anchor, { node: converted, size: this.size - before });
    return converted;
  }

  private build(node: unknown, fallback: number): YamlNode {
    const span = this.span(node, fallback);
    if (isMap(node)) return this.mapping(node.items, node.flow === true, span);
    if (isSeq(node)) {
      const items = node.items.map((item) =>
        isPair(item)
          ? this.mapping([item], true, this.span(item.key, span.start))
          : this.convert(item, span.start),
      );
      return { kind: 'seq', items, flow: node.flow === true, ...span } satisfies SeqNode;
    }
    return isScalar(node)
      ? scalar(node, span)
      : { kind: 'scalar', value: null, text: '', style: 'plain', ...span };
  }

  private mapping(items: readonly unknown[], flow: boolean, span: Span): MapNode {
    const entries: Entry[] = [];
    const merged: YamlNode[] = [];
    for (const pair of items) {
      if (!isPair(pair)) continue;
      const key = this.convert(pair.key, span.start);
      const value = this.convert(pair.value, key.end);
      if (key.kind !== 'scalar') this.notText(key);
      else if (key.text === '<<' && key.style === 'plain' && value.kind !== 'scalar')
        merged.push(...(value.kind === 'seq' ? value.items : [value]));
      else {
        this.keys.add(key.text);
        entries.push({ key, value });
      }
    }
    return { kind: 'map', entries: merged.length ? merge(entries, merged) : entries, flow, ...span };
  }

  private follow(name: string, span: Span): YamlNode {
    const target = this.anchors.get(name);
    if (target && target !== 'open') {
      this.size += target.size;
      if (this.size <= MOST_EXPANDED_NODES) return target.node;
      if (!this.problems.some((p) => p.code === 'yaml-limit'))
        this.problems.push({
          code: 'yaml-limit',
          ...span,
          message: `The aliases of this file stand for more than ${MOST_EXPANDED_NODES.toLocaleString('en')} values, so the file is not checked; Kubernetes refuses it as well. Write the values out.`,
        });
    } else {
      const message = target
        ? `The alias \`*${name}\` stands inside the very value that \`&${name}\` names, so it would never end. Name another value.`
        : `The alias \`*${name}\` names nothing: no \`&${name}\` comes before it. Add the anchor, or put the text in quotes if you mean a star.`;
      this.problems.push({ code: 'yaml-anchor', ...span, message });
      // Where no anchor was meant, the name is the text.
      if (!target) return { kind: 'scalar', value: name, text: name, style: 'plain', ...span };
    }
    return { kind: 'scalar', value: null, text: '', style: 'plain', ...span };
  }

  private notText(key: YamlNode) {
    // `{{ value }}` is a mapping with a mapping as its key.
    if (this.problems.some(({ start, end }) => key.start <= start && end <= key.end)) return;
    this.problems.push({
      code: 'yaml-syntax',
      start: key.start,
      end: key.end,
      message:
        'A key has to be text, and this one is a list or a mapping. If this is a template such as `{{ value }}`, put it in quotes.',
    });
  }
}

function isNode(node: unknown): node is Node {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node);
}

function scalar(node: Scalar, span: Span): ScalarNode {
  const text = typeof node.value === 'string' ? node.value : (node.source ?? '');
  const style = STYLES[node.type ?? ''] ?? 'plain';
  const tagged = node.tag === undefined ? undefined : TAGGED[node.tag];
  const plain = style === 'plain' && node.tag === undefined;
  return {
    kind: 'scalar',
    value: tagged ? tagged(text) : plain ? resolvePlain(text) : text,
    text,
    style,
    ...span,
  };
}

function merge(own: Entry[], merged: YamlNode[]): Entry[] {
  const seen = new Set(own.map((entry) => entry.key.text));
  const entries = [...own];
  for (const node of merged)
    for (const entry of node.kind === 'map' ? node.entries : [])
      if (!seen.has(entry.key.text)) {
        seen.add(entry.key.text);
        entries.push(entry);
      }
  return entries;
}
