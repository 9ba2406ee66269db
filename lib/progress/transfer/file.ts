import * as v from 'valibot';
import {
  answerSchema,
  deskSchema,
  eventSchema,
  lessonSchema,
  type Piece,
  pathSchema,
  slugSchema,
  timeSchema,
} from '../schema';
import { fromBase64, toBase64 } from './base64';

export const FORMAT = 'argocd-day-by-day/progress';
export const VERSION = 1;

const base64 = v.pipe(
  v.string(),
  v.regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/),
);

/** The exported file. Lists, not objects: no name in it can be mistaken for a property. */
export const fileSchema = v.strictObject({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  exportedAt: timeSchema,
  events: v.array(eventSchema),
  drafts: v.array(
    v.strictObject({
      lesson: lessonSchema,
      files: v.array(
        v.variant('is', [
          v.strictObject({ is: v.literal('text'), path: pathSchema, at: timeSchema, text: v.string() }),
          v.strictObject({ is: v.literal('bytes'), path: pathSchema, at: timeSchema, base64 }),
          v.strictObject({ is: v.literal('deleted'), path: pathSchema, at: timeSchema }),
        ]),
      ),
      answers: v.array(v.strictObject({ question: slugSchema, at: timeSchema, answer: answerSchema })),
      desk: v.optional(v.strictObject({ at: timeSchema, value: deskSchema })),
    }),
  ),
});

export type ExportFile = v.InferOutput<typeof fileSchema>;
type DraftOfFile = ExportFile['drafts'][number];

/** A piece with the time at which it was saved. */
export interface DatedPiece {
  piece: Piece;
  at: number;
}

/** The pieces of a draft as the file writes them, in the order of their names. */
export function packDraft(lesson: string, pieces: readonly DatedPiece[]): DraftOfFile {
  const draft: DraftOfFile = { lesson, files: [], answers: [] };
  for (const { piece, at } of pieces) {
    if (piece.kind === 'answers') draft.answers.push({ question: piece.name, at, answer: piece.value });
    else if (piece.kind === 'desk') draft.desk = { at, value: piece.value };
    else if (piece.value === null) draft.files.push({ is: 'deleted', path: piece.name, at });
    else if (typeof piece.value === 'string')
      draft.files.push({ is: 'text', path: piece.name, at, text: piece.value });
    else draft.files.push({ is: 'bytes', path: piece.name, at, base64: toBase64(piece.value) });
  }
  return draft;
}

/** The pieces that the file's draft stands for. */
export function unpackDraft({ files, answers, desk }: DraftOfFile): DatedPiece[] {
  const pieces: DatedPiece[] = files.map((file) => {
    const value = file.is === 'deleted' ? null : file.is === 'text' ? file.text : fromBase64(file.base64);
    return { piece: { kind: 'files', name: file.path, value }, at: file.at };
  });
  for (const { question, at, answer } of answers)
    pieces.push({ piece: { kind: 'answers', name: question, value: answer }, at });
  if (desk !== undefined)
    pieces.push({ piece: { kind: 'desk', name: 'desk', value: desk.value }, at: desk.at });
  return pieces;
}
