import { anchors, lineFeed, places } from './assertions';
import { CharacterSet } from './character-set';
import { readClass, readNamedClass } from './class';
import { readEscape } from './escape';
import { type Flags, noFlags, readFlags } from './flags';
import { assertion, character, choice, group, type PatternNode, repeat, sequence } from './node';
import { problem } from './problem';
import { maxCopies, readQuantifier } from './quantifier';
import { PatternReader } from './reader';

const maxHeight = 1000;
/** Less than Go's 3.3 million instructions: a tab has less time and memory. */
const maxSize = 100_000;

/** A parenthesis that is open, or the whole. */
interface Frame {
  /** The branches that are complete. */
  readonly branches: PatternNode[];
  /** What is in the branch that is being read. */
  nodes: PatternNode[];
  readonly captures: boolean;
  /** The flags that hold again after it. */
  readonly flags: Flags;
}

function foldedLetter(code: number): (other: number) => boolean {
  const set = new CharacterSet(true);
  set.addRange(code, code);
  return set.build();
}

/** Reads Go's syntax of regular expressions, in one pass and with a stack of its own. As regexp/syntax, Parse. */
class PatternParser {
  private readonly reader: PatternReader;
  private flags: Flags = noFlags;
  private frame: Frame = { branches: [], nodes: [], captures: false, flags: this.flags };
  private readonly outer: Frame[] = [];

  constructor(private readonly pattern: string) {
    this.reader = new PatternReader(pattern);
  }

  parse(): PatternNode {
    const { reader } = this;
    let lastRepeat = -1;
    while (!reader.atEnd) {
      const start = reader.at;
      const repeated = this.item(lastRepeat);
      lastRepeat = repeated ? start : -1;
    }
    const whole = this.closed();
    if (this.outer.length > 0) throw problem('missing closing )', this.pattern);
    return whole;
  }

  private push(node: PatternNode): void {
    this.frame.nodes.push(this.limited(node));
  }

  private limited(node: PatternNode): PatternNode {
    if (node.size > maxSize) throw problem('expression too large', this.pattern);
    if (node.height > maxHeight) throw problem('expression nests too deeply', this.pattern);
    return node;
  }

  private literal(code: number): void {
    this.push(character(this.flags.fold ? foldedLetter(code) : (other) => other === code, true));
  }

  /** Reads one item; says whether it was a repetition. */
  private item(lastRepeat: number): boolean {
    const { reader } = this;
    switch (reader.rest(1)) {
      case '(':
        this.open();
        return false;
      case '|':
        reader.take('|');
        this.endBranch();
        return false;
      case ')':
        reader.take(')');
        this.close();
        return false;
      case '^':
      case '$':
        this.push(
          assertion(anchors[this.flags.multiLine ? 'line' : 'text'][reader.next() === '^' ? '^' : '$']),
        );
        return false;
      case '.':
        reader.take('.');
        this.push(character(this.flags.dotAll ? () => true : (code) => code !== lineFeed, false));
        return false;
      case '[':
        this.push(character(readClass(reader, this.flags.fold), false));
        return false;
      case '*':
      case '+':
      case '?':
      case '{':
        return this.repetition(lastRepeat);
      case '\\':
        this.backslash();
        return false;
      default:
        this.literal(reader.next().codePointAt(0) ?? 0);
        return false;
    }
  }

  private repetition(lastRepeat: number): boolean {
    const { reader } = this;
    const start = reader.at;
    const quantifier = readQuantifier(reader);
    if (quantifier === undefined) {
      this.literal(reader.next().charCodeAt(0));
      return false;
    }
    if (lastRepeat >= 0) throw reader.problem('invalid nested repetition operator', lastRepeat);
    const node = this.frame.nodes.pop();
    if (node === undefined) throw reader.problem('missing argument to repetition operator', start);
    const { min, max, counted } = quantifier;
    const repeated = repeat(node, min, max);
    if (counted && (min >= 2 || max >= 2) && repeated.copies > maxCopies) {
      throw reader.problem('invalid repeat count', start);
    }
    this.push(repeated);
    return true;
  }

  private backslash(): void {
    const { reader } = this;
    const known = places[reader.rest(2)];
    if (known !== undefined) {
      reader.at += 2;
      this.push(assertion(known));
    } else if (reader.take('\\Q')) this.quoted();
    else {
      const set = new CharacterSet(this.flags.fold);
      if (readNamedClass(reader, set)) this.push(character(set.build(), false));
      else this.literal(readEscape(reader));
    }
  }

  private quoted(): void {
    const { reader } = this;
    const rest = this.pattern.slice(reader.at);
    const text = reader.until('\\E');
    if (text === undefined) reader.at = this.pattern.length;
    for (const letter of text ?? rest) this.literal(letter.codePointAt(0) ?? 0);
  }

  private enter(captures: boolean): void {
    this.outer.push(this.frame);
    this.frame = { branches: [], nodes: [], captures, flags: this.flags };
  }

  private endBranch(): void {
    this.frame.branches.push(this.limited(sequence(this.frame.nodes)));
    this.frame.nodes = [];
  }

  private closed(): PatternNode {
    this.endBranch();
    return this.limited(choice(this.frame.branches));
  }

  private close(): void {
    const node = this.closed();
    const { captures, flags } = this.frame;
    const outer = this.outer.pop();
    if (outer === undefined) throw problem('unexpected )', this.pattern);
    this.frame = outer;
    this.flags = flags;
    this.push(captures ? group(node) : node);
  }

  private open(): void {
    const { reader } = this;
    const start = reader.at;
    const left = this.pattern.length - start;
    if (!reader.take('(?')) {
      reader.take('(');
      this.enter(true);
    } else if ((left > 4 && reader.take('P<')) || (left > 3 && reader.take('<'))) {
      const name = reader.until('>');
      if (name === undefined) throw reader.problem('invalid named capture', start, this.pattern.length);
      if (!/^\w+$/.test(name)) throw reader.problem('invalid named capture', start);
      this.enter(true);
    } else {
      const { flags, opensGroup } = readFlags(reader, this.flags, start);
      if (opensGroup) this.enter(false);
      this.flags = flags;
    }
  }
}

/**
 * Reads a pattern of Go's regexp package.
 *
 * @throws Failure with Go's words when it is wrong.
 */
export const parsePattern = (pattern: string): PatternNode => new PatternParser(pattern).parse();
