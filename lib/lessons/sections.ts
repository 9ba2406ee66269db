/** The five sections of every lesson, in order. Each is one `##` heading of `lesson.mdx`. */
export const SECTIONS = ['Concept', 'Use case', 'Example', 'Task', 'Self-assessment'] as const;
export type Section = (typeof SECTIONS)[number];

/** Whether a heading's text names a section. */
export function isSection(text: string): text is Section {
  return SECTIONS.some((section) => section === text);
}
