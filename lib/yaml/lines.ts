export interface LinePosition {
  /** Zero-based. */
  line: number;
  /** Zero-based, in UTF-16 code units. */
  character: number;
}

/** Turns offsets of a text into lines and columns and back. Lines end with `\n`, `\r\n` or a lone `\r`. */
export class Lines {
  private readonly starts: number[] = [0];

  constructor(readonly text: string) {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) this.starts.push(i + 1);
    }
  }

  get count(): number {
    return this.starts.length;
  }

  /** The position of an offset; offsets outside the text are moved to its nearer end. */
  positionAt(offset: number): LinePosition {
    const inside = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= inside) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: inside - (this.starts[low] ?? 0) };
  }

  /** The offset of a position; a column past the line's end means its end. */
  offsetAt({ line, character }: LinePosition): number {
    if (line < 0) return 0;
    if (line >= this.starts.length) return this.text.length;
    const start = this.starts[line] ?? 0;
    return Math.min(start + Math.max(0, character), start + this.lineText(line).length);
  }

  /** Where a line starts. */
  startOf(line: number): number {
    return this.starts[line] ?? this.text.length;
  }

  /** A line without its end. */
  lineText(line: number): string {
    const start = this.starts[line];
    if (start === undefined) return '';
    const end = this.starts[line + 1] ?? this.text.length;
    return this.text.slice(start, end).replace(/\r\n$|\r$|\n$/, '');
  }
}
