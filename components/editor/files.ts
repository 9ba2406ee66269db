import { fromEvent } from 'file-selector';
import type { Stages } from '@/lib/lessons';
import { contentOf, type FileContent, type Tree, treeOf } from '@/lib/tree';

/** What a lesson's `files.json` holds. */
export interface LessonFiles {
  start: Tree;
  solution: Tree;
  stages: Stages;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function treeFrom(value: unknown): Tree | undefined {
  if (!isRecord(value)) return undefined;
  const files: Record<string, string> = Object.create(null);
  for (const [path, text] of Object.entries(value)) {
    if (typeof text !== 'string') return undefined;
    files[path] = text;
  }
  return treeOf(files);
}

function stagesFrom(value: unknown): Stages | undefined {
  if (!isRecord(value)) return undefined;
  const stages = new Map<string, Tree>();
  for (const [step, files] of Object.entries(value)) {
    const tree = treeFrom(files);
    if (tree === undefined) return undefined;
    stages.set(step, tree);
  }
  return stages;
}

/** Fetches a lesson's files. Throws when they cannot be had, with a sentence for the learner. */
export async function fetchFiles(url: string): Promise<LessonFiles> {
  const response = await fetch(url).catch(() => undefined);
  if (response === undefined)
    throw new Error('You seem to be offline: the files of this lesson are not here yet.');
  if (!response.ok) throw new Error(`The files of this lesson could not be loaded (${response.status}).`);
  const body: unknown = await response.json();
  const start = isRecord(body) ? treeFrom(body.start) : undefined;
  const solution = isRecord(body) ? treeFrom(body.solution) : undefined;
  const stages = isRecord(body) ? stagesFrom(body.stages) : undefined;
  if (start === undefined || solution === undefined || stages === undefined)
    throw new Error('The files of this lesson are damaged: load the page anew.');
  return { start, solution, stages };
}

const MAX_BYTES = 8 * 1024 * 1024;

/** A file that the learner brings, or why it cannot be taken. */
export type Brought = { name: string; content: FileContent } | { error: string };

/** The path that a dropped or chosen file has below the folder that it came with; its name where it came alone. */
function pathOf(file: File): string {
  const told = 'path' in file && typeof file.path === 'string' ? file.path : file.webkitRelativePath;
  return told.replace(/^(\.?\/)+/, '') || file.name;
}

/** The files of a drop, those of dropped folders too. To be called while the event is handled. */
export async function filesOf(event: DragEvent): Promise<File[]> {
  const dropped = await fromEvent(event);
  return dropped.filter((item) => item instanceof File);
}

/** Reads a file from the learner's disk: text where its bytes are UTF-8, else the bytes. */
export async function readBrought(file: File): Promise<Brought> {
  const name = pathOf(file);
  if (file.size > MAX_BYTES)
    return { error: `${name} has ${Math.round(file.size / 1024 / 1024)} MB; a file may have 8 MB.` };
  return { name, content: contentOf(new Uint8Array(await file.arrayBuffer())) };
}
