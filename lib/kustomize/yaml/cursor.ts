import { Failure } from '../failure';
import { Char, isBlank, isBreak, isBreakOrZ } from './characters';
import type { Mark } from './tokens';

/** Which of the two YAML libraries of the real tool reads: v3 for resources, v2 for kustomization files. */
export type Flavour = 'v2' | 'v3';

/**
 * The `line N: ` that the libraries put before a problem: v3 prefers the line where the context began, v2 the
 * line of the problem; scanner errors count lines from 1, parser errors (wrongly) from 0, and 0 is left out.
 * As decode.go, parser.fail.
 */
export function yamlFailure(
  flavour: Flavour,
  scanning: boolean,
  problem: string,
  at: Mark | undefined,
  context: Mark | undefined,
): Failure {
  const contextLine = context?.line ?? 0;
  const problemLine = at?.line ?? 0;
  const first = flavour === 'v3' ? contextLine : problemLine;
  const second = flavour === 'v3' ? problemLine : contextLine;
  let line = first !== 0 ? first : second;
  const counted = flavour === 'v3' || first !== 0;
  if (line !== 0 && scanning && counted) line++;
  return new Failure(`yaml: ${line === 0 ? '' : `line ${line}: `}${problem}`);
}

/** A place in a text, moving forward, that knows its line. */
export class Cursor {
  position = 0;
  line = 0;
  lineStart = 0;
  /** Whether the plain scalar that was read last ended with a line break. */
  afterBreak = false;
  readonly text: string;

  constructor(
    source: string,
    readonly flavour: Flavour,
  ) {
    this.text = `${source}\0`;
  }

  get column(): number {
    return this.position - this.lineStart;
  }

  mark(): Mark {
    return { index: this.position, line: this.line, column: this.position - this.lineStart };
  }

  /** The code unit `ahead` of the place; 0 at the end. */
  peek(ahead = 0): number {
    const at = this.position + ahead;
    return at < this.text.length ? this.text.charCodeAt(at) : 0;
  }

  skip(count = 1): void {
    this.position += count;
  }

  skipBlanks(): void {
    while (isBlank(this.peek())) this.position++;
  }

  skipComment(): void {
    if (this.peek() !== Char.hash) return;
    while (!isBreakOrZ(this.peek())) this.position++;
  }

  /** Passes a line break and returns what it stands for in a scalar; '' when there is none. */
  readBreak(): string {
    const c = this.peek();
    if (!isBreak(c)) return '';
    this.position += c === 13 && this.peek(1) === 10 ? 2 : 1;
    this.line++;
    this.lineStart = this.position;
    return c === 0x2028 || c === 0x2029 ? String.fromCharCode(c) : '\n';
  }

  /** Whether a document indicator (--- or ...) stands here. */
  atDocumentIndicator(): boolean {
    if (this.column !== 0) return false;
    const c = this.peek();
    if (c !== Char.dash && c !== Char.dot) return false;
    if (this.peek(1) !== c || this.peek(2) !== c) return false;
    const after = this.peek(3);
    return isBlank(after) || isBreakOrZ(after);
  }

  fail(problem: string, context: Mark | undefined): Failure {
    return yamlFailure(this.flavour, true, problem, this.mark(), context);
  }
}
