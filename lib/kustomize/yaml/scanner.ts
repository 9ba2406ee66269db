import { scanBlockScalar } from './block-scalar';
import { Char, isBlank, isBlankOrZ, isBreak, isTab } from './characters';
import { Cursor, type Flavour } from './cursor';
import { scanFlowScalar } from './flow-scalar';
import { scanAnchor, scanDirective, scanTag } from './marks';
import { Style } from './node';
import { scanPlainScalar } from './plain-scalar';
import { type Mark, makeToken, T, type Token, type TokenType } from './tokens';

interface SimpleKey {
  possible: boolean;
  required: boolean;
  tokenNumber: number;
  index: number;
  line: number;
  column: number;
}

const noMark: Mark = { index: 0, line: 0, column: 0 };
const noKey = (): SimpleKey => ({ possible: false, required: false, tokenNumber: 0, ...noMark });

/**
 * Cuts a text into YAML tokens, as libyaml's Go port does (scannerc.go): the real tool's verdict on what is
 * YAML, and its words when it is not, come from there.
 */
export class Scanner {
  private readonly cursor: Cursor;
  private tokens: Token[] = [];
  private head = 0;
  private parsed = 0;
  private flowLevel = 0;
  private indent = -1;
  private readonly indents: number[] = [];
  private keys: SimpleKey[] = [noKey()];
  private keyAllowed = true;
  private ended = false;
  /** v3 looks two tokens further, for its comments; an error there comes first. */
  private readonly lookahead: number;

  constructor(
    source: string,
    readonly flavour: Flavour,
  ) {
    this.cursor = new Cursor(source, flavour);
    this.lookahead = flavour === 'v3' ? 2 : 0;
    this.tokens.push(makeToken(T.streamStart, noMark));
  }

  /** The next token, without passing it. */
  peek(): Token {
    while (!this.ended) {
      if (this.head < this.tokens.length - this.lookahead && !this.headMayBeKey()) break;
      this.fetch();
    }
    const token = this.tokens[this.head];
    if (token === undefined) throw new Error('scanned past the end');
    return token;
  }

  /** Passes the token that peek returned. */
  skip(): void {
    this.parsed++;
    this.head++;
    if (this.head > 512) {
      this.tokens = this.tokens.slice(this.head);
      this.head = 0;
    }
  }

  private headMayBeKey(): boolean {
    for (const key of this.keys) {
      if (key.possible && key.tokenNumber === this.parsed && this.isValid(key)) return true;
    }
    return false;
  }

  private isValid(key: SimpleKey): boolean {
    if (!key.possible) return false;
    if (key.line < this.cursor.line || key.index + 1024 < this.cursor.position) {
      if (key.required) throw this.cursor.fail("could not find expected ':'", key);
      key.possible = false;
      return false;
    }
    return true;
  }

  private get key(): SimpleKey {
    const key = this.keys[this.keys.length - 1];
    if (key === undefined) throw new Error('no flow level');
    return key;
  }

  private saveKey(): void {
    if (!this.keyAllowed) return;
    const required = this.flowLevel === 0 && this.indent === this.cursor.column;
    this.removeKey();
    const { key, cursor } = this;
    key.possible = true;
    key.required = required;
    key.tokenNumber = this.parsed + this.tokens.length - this.head;
    key.index = cursor.position;
    key.line = cursor.line;
    key.column = cursor.column;
  }

  private removeKey(): void {
    const key = this.key;
    if (key.possible && key.required) throw this.cursor.fail("could not find expected ':'", key);
    key.possible = false;
  }

  private insert(token: Token, number: number): void {
    if (number < 0) this.tokens.push(token);
    else {
      const { tokens } = this;
      let at = tokens.length;
      const to = this.head + number - this.parsed;
      tokens.push(token);
      for (; at > to; at--) {
        const before = tokens[at - 1];
        if (before !== undefined) tokens[at] = before;
      }
      tokens[to] = token;
    }
  }

  private roll(column: number, number: number, type: TokenType, mark: Mark): void {
    if (this.flowLevel > 0 || this.indent >= column) return;
    this.indents.push(this.indent);
    this.indent = column;
    if (this.indents.length > 10000) throw this.cursor.fail('exceeded max depth of 10000', this.key);
    this.insert(makeToken(type, mark), number);
  }

  private unroll(column: number, line = this.cursor.line): void {
    if (this.flowLevel > 0) return;
    while (this.indent > column) {
      this.tokens.push(makeToken(T.blockEnd, { ...this.cursor.mark(), line }));
      this.indent = this.indents.pop() ?? -1;
    }
  }

  private skipToToken(): void {
    const cursor = this.cursor;
    for (;;) {
      if (cursor.column === 0 && cursor.peek() === Char.bom) {
        cursor.skip();
        cursor.lineStart = cursor.position;
      }
      while (cursor.peek() === 32 || ((this.flowLevel > 0 || !this.keyAllowed) && isTab(cursor.peek()))) {
        cursor.skip();
      }
      cursor.skipComment();
      if (!isBreak(cursor.peek())) return;
      cursor.readBreak();
      if (this.flowLevel === 0) this.keyAllowed = true;
    }
  }

  private fetch(): void {
    const cursor = this.cursor;
    // v3 ends a block where the last token stood, v2 where the next one stands.
    const lastLine = cursor.line;
    this.skipToToken();
    const before = cursor.column;
    this.unroll(before, this.flavour === 'v3' ? lastLine : cursor.line);
    const c = cursor.peek();
    if (c === 0 && cursor.position >= cursor.text.length - 1) {
      this.fetchStreamEnd();
      return;
    }
    if (before === 0 && c === Char.percent) {
      this.resetBlock();
      this.tokens.push(scanDirective(cursor));
      return;
    }
    if (cursor.atDocumentIndicator()) {
      this.resetBlock();
      this.take(c === Char.dash ? T.documentStart : T.documentEnd, 3);
      return;
    }
    switch (c) {
      case Char.openBracket:
        this.fetchFlowStart(T.flowSequenceStart);
        return;
      case Char.openBrace:
        this.fetchFlowStart(T.flowMappingStart);
        return;
      case Char.closeBracket:
        this.fetchFlowEnd(T.flowSequenceEnd);
        return;
      case Char.closeBrace:
        this.fetchFlowEnd(T.flowMappingEnd);
        return;
      case Char.comma:
        this.removeKey();
        this.keyAllowed = true;
        this.take(T.flowEntry, 1);
        return;
      case Char.star:
      case Char.ampersand:
        this.saveKey();
        this.keyAllowed = false;
        this.tokens.push(scanAnchor(cursor, c === Char.star ? T.alias : T.anchor));
        return;
      case Char.bang:
        this.saveKey();
        this.keyAllowed = false;
        this.tokens.push(scanTag(cursor));
        return;
      case Char.singleQuote:
      case Char.doubleQuote:
        this.saveKey();
        this.keyAllowed = false;
        this.tokens.push(scanFlowScalar(cursor, c === Char.singleQuote));
        return;
    }
    const spaced = isBlankOrZ(cursor.peek(1));
    const inFlow = this.flowLevel > 0;
    if (c === Char.dash && spaced) {
      this.fetchBlockEntry();
      return;
    }
    if (c === Char.question && (inFlow || spaced)) {
      this.fetchKey();
      return;
    }
    if (c === Char.colon && (inFlow || spaced)) {
      this.fetchValue();
      return;
    }
    if ((c === Char.pipe || c === Char.greater) && !inFlow) {
      this.removeKey();
      this.keyAllowed = true;
      this.tokens.push(scanBlockScalar(cursor, this.indent, c === Char.pipe));
      return;
    }
    if (this.startsPlain(c)) {
      this.saveKey();
      this.keyAllowed = false;
      this.tokens.push(scanPlainScalar(cursor, this.indent, inFlow));
      if (cursor.afterBreak) this.keyAllowed = true;
      return;
    }
    throw cursor.fail('found character that cannot start any token', cursor.mark());
  }

  private startsPlain(c: number): boolean {
    if (c === Char.dash) return !isBlank(this.cursor.peek(1));
    if (c === Char.question || c === Char.colon) return this.flowLevel === 0;
    return (
      !isBlankOrZ(c) &&
      c !== Char.percent &&
      c !== Char.at &&
      c !== Char.backtick &&
      c !== Char.pipe &&
      c !== Char.greater
    );
  }

  private take(type: TokenType, length: number): void {
    const { position: index, line, column } = this.cursor;
    this.tokens.push({ type, index, line, column, value: '', suffix: '', style: Style.plain });
    this.cursor.skip(length);
  }

  private resetBlock(): void {
    this.unroll(-1);
    this.removeKey();
    this.keyAllowed = false;
  }

  private fetchStreamEnd(): void {
    const cursor = this.cursor;
    if (cursor.column !== 0) {
      cursor.lineStart = cursor.position;
      cursor.line++;
    }
    this.resetBlock();
    this.tokens.push(makeToken(T.streamEnd, cursor.mark()));
    this.ended = true;
  }

  private fetchFlowStart(type: TokenType): void {
    this.saveKey();
    this.keys.push(noKey());
    this.flowLevel++;
    if (this.flowLevel > 10000) throw this.cursor.fail('exceeded max depth of 10000', this.cursor.mark());
    this.keyAllowed = true;
    this.take(type, 1);
  }

  private fetchFlowEnd(type: TokenType): void {
    this.removeKey();
    if (this.flowLevel > 0) {
      this.flowLevel--;
      this.keys.pop();
    }
    this.keyAllowed = false;
    this.take(type, 1);
  }

  private fetchBlockEntry(): void {
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) {
        throw this.cursor.fail('block sequence entries are not allowed in this context', this.cursor.mark());
      }
      this.roll(this.cursor.column, -1, T.blockSequenceStart, this.cursor.mark());
    }
    this.removeKey();
    this.keyAllowed = true;
    this.take(T.blockEntry, 1);
  }

  private fetchKey(): void {
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) {
        throw this.cursor.fail('mapping keys are not allowed in this context', this.cursor.mark());
      }
      this.roll(this.cursor.column, -1, T.blockMappingStart, this.cursor.mark());
    }
    this.removeKey();
    this.keyAllowed = this.flowLevel === 0;
    this.take(T.key, 1);
  }

  private fetchValue(): void {
    const key = this.key;
    if (this.isValid(key)) {
      this.insert(makeToken(T.key, key), key.tokenNumber);
      this.roll(key.column, key.tokenNumber, T.blockMappingStart, key);
      key.possible = false;
      this.keyAllowed = false;
    } else {
      if (this.flowLevel === 0) {
        if (!this.keyAllowed) {
          throw this.cursor.fail('mapping values are not allowed in this context', this.cursor.mark());
        }
        this.roll(this.cursor.column, -1, T.blockMappingStart, this.cursor.mark());
      }
      this.keyAllowed = this.flowLevel === 0;
    }
    this.take(T.value, 1);
  }
}
