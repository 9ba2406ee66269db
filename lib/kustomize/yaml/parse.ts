import { Failure } from '../failure';
import { forbidden } from './characters';
import { type Flavour, yamlFailure } from './cursor';
import { Kind, makeNode, type Node, Style, Tag } from './node';
import { resolveTag } from './resolve';
import { Scanner } from './scanner';
import { type Mark, T, type Token } from './tokens';

/** Deeper nesting than any real file has, shallow enough for every JavaScript stack. */
const maxDepth = 1000;

const longPrefix = 'tag:yaml.org,2002:';
const endsEntry = (t: Token): boolean => t.type === T.key || t.type === T.value || t.type === T.blockEnd;

const shortTag = (tag: string): string =>
  tag.startsWith(longPrefix) ? `!!${tag.slice(longPrefix.length)}` : tag;

/** Builds nodes from tokens, with the states and the words of libyaml's parser (parserc.go) and composer. */
export class Parser {
  private readonly scanner: Scanner;
  private anchors = new Map<string, Node>();
  private handles = new Map<string, string>();
  private readonly open = new Set<Node>();
  private depth = 0;
  private first = true;

  constructor(
    source: string,
    private readonly flavour: Flavour,
  ) {
    if (forbidden.test(source)) throw new Failure('yaml: control characters are not allowed');
    this.scanner = new Scanner(source, flavour);
    this.scanner.peek();
    this.scanner.skip();
  }

  /** The root of the next document, or undefined at the end of the stream. */
  next(): Node | undefined {
    let token = this.scanner.peek();
    if (!this.first) while (token.type === T.documentEnd) token = this.pass();
    const implicit = this.first;
    this.first = false;
    if (token.type === T.streamEnd) return undefined;
    const bare =
      implicit &&
      token.type !== T.versionDirective &&
      token.type !== T.tagDirective &&
      token.type !== T.documentStart;
    this.readDirectives();
    this.anchors = new Map();
    let root: Node;
    if (bare) root = this.parseNode(true, false);
    else {
      token = this.scanner.peek();
      if (token.type !== T.documentStart) throw this.fail('did not find expected <document start>', token);
      token = this.pass();
      root = this.endsDocument(token) ? this.emptyScalar(token) : this.parseNode(true, false);
    }
    if (this.scanner.peek().type === T.documentEnd) this.scanner.skip();
    return root;
  }

  private endsDocument(token: Token): boolean {
    return (
      token.type === T.versionDirective ||
      token.type === T.tagDirective ||
      token.type === T.documentStart ||
      token.type === T.documentEnd ||
      token.type === T.streamEnd
    );
  }

  private readDirectives(): void {
    this.handles = new Map();
    let versioned = false;
    let token = this.scanner.peek();
    for (; token.type === T.versionDirective || token.type === T.tagDirective; token = this.pass()) {
      if (token.type === T.versionDirective) {
        if (versioned) throw this.fail('found duplicate %YAML directive', token);
        if (token.value !== '1.1') throw this.fail('found incompatible YAML document', token);
        versioned = true;
      } else {
        if (this.handles.has(token.value)) throw this.fail('found duplicate %TAG directive', token);
        this.handles.set(token.value, token.suffix);
      }
    }
    if (!this.handles.has('!')) this.handles.set('!', '!');
    if (!this.handles.has('!!')) this.handles.set('!!', longPrefix);
  }

  private pass(): Token {
    this.scanner.skip();
    return this.scanner.peek();
  }

  private fail(problem: string, at: Mark, context?: Mark): Failure {
    return yamlFailure(this.flavour, false, problem, at, context);
  }

  private emptyScalar(mark: Mark): Node {
    return makeNode(Kind.scalar, Tag.null, '', mark.line + 1);
  }

  private parseNode(block: boolean, indentless: boolean): Node {
    let token = this.scanner.peek();
    if (token.type === T.alias) {
      this.scanner.skip();
      return this.alias(token);
    }
    const start = token;
    let anchor = '';
    let tag = '';
    for (let round = 0; round < 2; round++) {
      if (token.type === T.anchor && anchor === '') {
        anchor = token.value;
        token = this.pass();
      } else if (token.type === T.tag && tag === '') {
        tag = this.resolveHandle(token, start);
        token = this.pass();
      }
    }
    if (indentless && token.type === T.blockEntry) {
      return this.collection('indentless', Kind.sequence, tag, anchor, start);
    }
    switch (token.type) {
      case T.scalar:
        this.scanner.skip();
        return this.scalar(token, tag, anchor, start);
      case T.flowSequenceStart:
        return this.collection('flow', Kind.sequence, tag, anchor, start);
      case T.flowMappingStart:
        return this.collection('flow', Kind.mapping, tag, anchor, start);
      case T.blockSequenceStart:
        if (!block) break;
        return this.collection('block', Kind.sequence, tag, anchor, start);
      case T.blockMappingStart:
        if (!block) break;
        return this.collection('block', Kind.mapping, tag, anchor, start);
    }
    if (anchor !== '' || tag !== '') {
      return this.scalar({ ...token, value: '', style: Style.plain }, tag, anchor, start);
    }
    throw this.fail('did not find expected node content', token, start);
  }

  private alias(token: Token): Node {
    const target = this.anchors.get(token.value);
    if (target === undefined) throw new Failure(`yaml: unknown anchor '${token.value}' referenced`);
    if (this.open.has(target)) throw new Failure(`yaml: anchor '${token.value}' value contains itself`);
    const node = makeNode(Kind.alias, '', token.value, token.line + 1);
    node.alias = target;
    return node;
  }

  private resolveHandle(token: Token, start: Mark): string {
    if (token.value === '') return token.suffix;
    const prefix = this.handles.get(token.value);
    if (prefix === undefined) throw this.fail('found undefined tag handle', token, start);
    return prefix + token.suffix;
  }

  private scalar(token: Token, tag: string, anchor: string, start: Mark): Node {
    const tagged = tag !== '' && tag !== '!';
    let short = Tag.str as string;
    if (tagged) short = shortTag(tag);
    else if (token.style === Style.plain) {
      short = token.value === '<<' ? Tag.merge : resolveTag(token.value, this.flavour);
    }
    const node = makeNode(Kind.scalar, short, token.value, start.line + 1);
    node.style = token.style;
    node.tagged = tagged;
    this.setAnchor(node, anchor);
    return node;
  }

  private setAnchor(node: Node, anchor: string): void {
    if (anchor === '') return;
    node.anchor = anchor;
    this.anchors.set(anchor, node);
  }

  private collection(
    form: 'block' | 'indentless' | 'flow',
    kind: Kind,
    tag: string,
    anchor: string,
    start: Mark,
  ): Node {
    const tagged = tag !== '' && tag !== '!';
    const fallback = kind === Kind.mapping ? Tag.map : Tag.seq;
    const node = makeNode(kind, tagged ? shortTag(tag) : fallback, '', start.line + 1);
    node.tagged = tagged;
    node.flow = form === 'flow';
    this.setAnchor(node, anchor);
    if (++this.depth > maxDepth) throw new Failure(`yaml: exceeded max depth of ${maxDepth}`);
    if (anchor !== '') this.open.add(node);
    this.fill(node, form, start);
    if (anchor !== '') this.open.delete(node);
    this.depth--;
    return node;
  }

  private fill(node: Node, form: 'block' | 'indentless' | 'flow', start: Mark): void {
    if (form === 'indentless') this.indentlessSequence(node);
    else if (node.kind === Kind.mapping) {
      if (form === 'flow') this.flowMapping(node, start);
      else this.blockMapping(node);
    } else if (form === 'flow') this.flowSequence(node, start);
    else this.blockSequence(node);
  }

  private blockSequence(node: Node): void {
    const start = this.scanner.peek();
    let token = this.pass();
    for (; token.type === T.blockEntry; token = this.scanner.peek()) {
      const mark = token;
      token = this.pass();
      const empty = token.type === T.blockEntry || token.type === T.blockEnd;
      node.content.push(empty ? this.emptyScalar(mark) : this.parseNode(true, false));
    }
    if (token.type !== T.blockEnd) throw this.fail("did not find expected '-' indicator", token, start);
    this.scanner.skip();
  }

  private indentlessSequence(node: Node): void {
    for (let token = this.scanner.peek(); token.type === T.blockEntry; token = this.scanner.peek()) {
      const mark = token;
      token = this.pass();
      const empty =
        token.type === T.blockEntry ||
        token.type === T.key ||
        token.type === T.value ||
        token.type === T.blockEnd;
      node.content.push(empty ? this.emptyScalar(mark) : this.parseNode(true, false));
    }
  }

  private blockMapping(node: Node): void {
    const start = this.scanner.peek();
    let token = this.pass();
    for (; token.type === T.key; token = this.scanner.peek()) {
      let mark = token;
      token = this.pass();
      node.content.push(endsEntry(token) ? this.emptyScalar(mark) : this.parseNode(true, true));
      token = this.scanner.peek();
      if (token.type !== T.value) {
        node.content.push(this.emptyScalar(token));
        continue;
      }
      mark = token;
      token = this.pass();
      node.content.push(endsEntry(token) ? this.emptyScalar(mark) : this.parseNode(true, true));
    }
    if (token.type !== T.blockEnd) throw this.fail('did not find expected key', token, start);
    this.scanner.skip();
  }

  private flowSequence(node: Node, start: Mark): void {
    let token = this.pass();
    for (let first = true; token.type !== T.flowSequenceEnd; first = false) {
      if (!first) {
        if (token.type !== T.flowEntry) throw this.fail("did not find expected ',' or ']'", token, start);
        token = this.pass();
      }
      if (token.type === T.key) node.content.push(this.flowPair(token));
      else if (token.type !== T.flowSequenceEnd) node.content.push(this.parseNode(false, false));
      token = this.scanner.peek();
    }
    this.scanner.skip();
  }

  /** `[a: b]`, a mapping of one entry inside a flow sequence. */
  private flowPair(key: Token): Node {
    const node = makeNode(Kind.mapping, Tag.map, '', key.line + 1);
    node.flow = true;
    let token = this.pass();
    const ends = (t: Token) => t.type === T.flowEntry || t.type === T.flowSequenceEnd;
    if (token.type === T.value || ends(token)) node.content.push(this.emptyScalar(token));
    else node.content.push(this.parseNode(false, false));
    token = this.scanner.peek();
    if (token.type === T.value) {
      token = this.pass();
      if (!ends(token)) {
        node.content.push(this.parseNode(false, false));
        return node;
      }
    }
    node.content.push(this.emptyScalar(token));
    return node;
  }

  private flowMapping(node: Node, start: Mark): void {
    let token = this.pass();
    const ends = (t: Token) => t.type === T.flowEntry || t.type === T.flowMappingEnd;
    for (let first = true; token.type !== T.flowMappingEnd; first = false) {
      if (!first) {
        if (token.type !== T.flowEntry) throw this.fail("did not find expected ',' or '}'", token, start);
        token = this.pass();
      }
      if (token.type === T.key) {
        token = this.pass();
        if (token.type === T.value || ends(token)) node.content.push(this.emptyScalar(token));
        else node.content.push(this.parseNode(false, false));
        token = this.scanner.peek();
        if (token.type === T.value) token = this.pass();
        else {
          node.content.push(this.emptyScalar(token));
          continue;
        }
        node.content.push(ends(token) ? this.emptyScalar(token) : this.parseNode(false, false));
      } else if (token.type !== T.flowMappingEnd) {
        node.content.push(this.parseNode(false, false));
        node.content.push(this.emptyScalar(this.scanner.peek()));
      }
      token = this.scanner.peek();
    }
    this.scanner.skip();
  }
}
