import { readdir, readFile } from 'node:fs/promises';
import { ContentFault } from './fault';

/** A file of a lesson's code, by its path from the repository's root. */
interface Source {
  file: string;
  source: string;
}

/** The code of a lesson, `first` in front: a fault in a value is looked for in the file that wrote it. */
export type Sources = readonly Source[];

/** Reads the code of a lesson: `task.ts` or `quiz.ts`, and all that it may have been put together from. */
export async function readSources(folder: string, first: string): Promise<Sources> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => `${entry.parentPath.replaceAll('\\', '/')}/${entry.name}`);
  const others = files.filter((file) => file !== `${folder}/${first}`).sort();
  return Promise.all(
    [`${folder}/${first}`, ...others].map(async (file) => ({ file, source: await readFile(file, 'utf8') })),
  );
}

const lineAt = (source: string, at: number): number => source.slice(0, at).split('\n').length;

/**
 * A fault at the first place where one of the texts is written, tried in their order; at the top of the first file
 * where none is.
 */
export function faultAt(sources: Sources, texts: readonly string[], message: string): ContentFault {
  for (const text of texts)
    for (const { file, source } of sources) {
      const at = source.indexOf(text);
      if (at >= 0) return new ContentFault(file, lineAt(source, at), message);
    }
  return new ContentFault(sources[0]?.file ?? '', 1, message);
}

const isRecord = (value: unknown): value is Record<PropertyKey, unknown> =>
  typeof value === 'object' && value !== null;

/**
 * A fault of the value at `path`: on the line that writes its key, behind the id of the thing that it belongs to.
 *
 * @param value what the path leads into
 */
export function faultIn(
  sources: Sources,
  value: unknown,
  path: readonly PropertyKey[],
  message: string,
): ContentFault {
  let inner = value;
  let id: string | undefined;
  for (const key of path) {
    if (!isRecord(inner)) break;
    inner = inner[key];
    if (isRecord(inner) && typeof inner.id === 'string') id = inner.id;
  }
  const said = `${path.join('.')}: ${message}`;
  const key = path.findLast((one) => typeof one === 'string') ?? '';
  if (id === undefined) return faultAt(sources, [`${key}:`], said);
  for (const { file, source } of sources) {
    const begins = source.indexOf(`id: '${id}'`);
    if (begins < 0) continue;
    const rest = source.slice(begins);
    const next = rest.indexOf("id: '", 1);
    const within = next < 0 ? rest : rest.slice(0, next);
    const at = within.search(new RegExp(`\\b${key}:`));
    // A key may stand on the line above the id: `kind`, most often.
    const above = source.slice(0, begins).search(new RegExp(`\\b${key}:[^\\n]*\\n\\s*$`));
    return new ContentFault(file, lineAt(source, at >= 0 ? begins + at : above >= 0 ? above : begins), said);
  }
  return faultAt(sources, [], said);
}
