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
