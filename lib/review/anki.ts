/** A card as text, for another program. */
export interface Note {
  /** Stays the same from export to export, so that a second import changes the note instead of adding one. */
  id: string;
  lesson: string;
  front: string;
  back: string;
}

function field(text: string): string {
  const clean = text.replaceAll('\0', '').replace(/\r\n?/g, '\n');
  // Always in quotes: then nothing in it is a separator, a line's end or a comment.
  return `"${clean.replaceAll('"', '""')}"`;
}

/**
 * Notes in the text format that Anki imports (File, Import), with its header lines: tab-separated, no HTML, the id as
 * GUID, the lesson as tag.
 *
 * @see https://docs.ankiweb.net/importing/text-files.html
 */
export function ankiText(notes: readonly Note[], deck: string): string {
  const head = [
    ...['#separator:tab', '#html:false', '#notetype:Basic', `#deck:${deck.replace(/\s+/g, ' ')}`],
    ...['#guid column:1', '#tags column:4', '#columns:GUID\tFront\tBack\tTags'],
  ];
  const rows = notes.map(({ id, lesson, front, back }) =>
    [id, front, back, lesson.replaceAll('/', '::')].map(field).join('\t'),
  );
  return `${[...head, ...rows].join('\n')}\n`;
}
