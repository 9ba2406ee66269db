/** A fault in a lesson's content. It fails the build, and says where it is and what to write instead. */
export class ContentFault extends Error {
  override name = 'ContentFault';

  /**
   * @param file path from the repository's root, `content/week1/day6/lesson.mdx`
   * @param line one-based
   * @param message what is wrong, and what to write instead
   */
  constructor(file: string, line: number, message: string) {
    super(`${file}:${line}: ${message}`);
  }
}

/** The one-based line of the first occurrence of `text` in `source`; 1 when it does not occur. */
export function lineOf(source: string, text: string): number {
  const at = source.indexOf(text);
  return at < 0 ? 1 : source.slice(0, at).split('\n').length;
}
