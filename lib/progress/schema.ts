import * as z from 'zod/mini';
import { resolvePath } from '@/lib/tree';

// Compiling parsers with `new Function` is what our Content-Security-Policy forbids.
z.config({ jitless: true });

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));
/** Names that authors give to steps, questions and options, and ids that we make: no markup fits in. */
const slug = z.string().check(z.regex(/^\w[\w.:-]{0,99}$/));
const time = z.number().check(z.gte(0), z.lte(8.64e15));
const count = z.int().check(z.gte(0));
export const lessonSchema = z.string().check(z.regex(/^week\d{1,3}\/day\d{1,3}$/));
export const pathSchema = text(4096).check(
  z.refine((path) => resolvePath('', path) === path, 'a path inside the workspace'),
);

const verdict = z.enum(['right', 'partly right', 'wrong']);
const pointVerdict = z.enum(['met', 'not-shown', 'contradicted', 'unsure']);
/** What was picked or written: one text or option, several options, or one of them for each item or gap. */
const given = z.union([z.string(), z.array(z.string()), z.record(z.string(), z.string())]);
const points = z.record(
  slug,
  z.object({ learner: z.optional(pointVerdict), grader: z.optional(pointVerdict) }),
);

const common = { id: slug, at: time, lesson: lessonSchema };
export const eventSchema = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('opened') }),
  z.object({ ...common, kind: z.literal('step-passed'), step: slug, hints: count }),
  z.object({ ...common, kind: z.literal('hint-shown'), step: slug, rung: count }),
  z.object({
    ...common,
    kind: z.literal('answered'),
    question: slug,
    questionKind: slug,
    answer: given,
    verdict,
    confidence: z.optional(z.enum(['low', 'medium', 'high'])),
    points: z.optional(points),
  }),
  z.object({
    ...common,
    kind: z.literal('reset'),
    scope: z.enum(['lesson', 'step', 'file']),
    step: z.optional(slug),
    path: z.optional(pathSchema),
  }),
  z.object({ ...common, kind: z.literal('reset-undone'), reset: slug }),
]);

/** An event as it lies in storage under [id]. */
export const savedEventSchema = z.object({ v: z.literal(1), event: eventSchema });

/** A file of the draft: its content, or null where the learner deleted a file of the start. */
export const fileSchema = z.union([z.string(), z.instanceof(Uint8Array<ArrayBufferLike>), z.null()]);
export const answerSchema = z.object({
  given,
  /** Whether the learner has asked for the verdict on exactly this. */
  checked: z.optional(z.boolean()),
  points: z.optional(points),
});
export const deskSchema = z.object({
  tabs: z.optional(z.array(pathSchema)),
  active: z.optional(pathSchema),
  /** One-based, as editors count. */
  cursor: z.optional(z.object({ path: pathSchema, line: count, column: count })),
  /** The heading or paragraph last read, and how many CSS pixels below it. */
  place: z.optional(z.object({ anchor: text(200), offset: z.number() })),
  panels: z.optional(z.record(z.string(), z.array(z.number()))),
});

const saved = { v: z.literal(1), revision: slug, at: time };
const file = z.object({ kind: z.literal('files'), name: pathSchema, value: fileSchema });
const answer = z.object({ kind: z.literal('answers'), name: slug, value: answerSchema });
const desk = z.object({ kind: z.literal('desk'), name: z.literal('desk'), value: deskSchema });
export const pieceSchema = z.discriminatedUnion('kind', [file, answer, desk]);
/** A piece as it lies in storage under [lesson, kind, name]. */
export const savedSchema = z.discriminatedUnion('kind', [
  z.extend(file, saved),
  z.extend(answer, saved),
  z.extend(desk, saved),
]);
/** A second version of a piece under [lesson, kind, name, id]; `base` is the revision that it was made from. */
export const besideSchema = z.object({
  v: z.literal(1),
  piece: pieceSchema,
  at: time,
  from: z.enum(['tab', 'import']),
  base: z.optional(slug),
});
const keySchema = z.object({ kind: z.enum(['files', 'answers', 'desk']), name: text(4096) });
/** What a reset took away, under [lesson, id]: pieces to put back, and pieces that were not there. */
export const snapshotSchema = z.object({
  v: z.literal(1),
  at: time,
  label: text(5000),
  reset: z.optional(slug),
  pieces: z.array(pieceSchema),
  absent: z.array(keySchema),
});

export type Event = z.infer<typeof eventSchema>;
export type Verdict = z.infer<typeof verdict>;
export type PointVerdict = z.infer<typeof pointVerdict>;
export type Given = z.infer<typeof given>;
export type FileValue = z.infer<typeof fileSchema>;
export type Answer = z.infer<typeof answerSchema>;
export type Desk = z.infer<typeof deskSchema>;
export type Piece = z.infer<typeof pieceSchema>;
export type PieceKey = z.infer<typeof keySchema>;
export type Saved = z.infer<typeof savedSchema>;
export type BesideRecord = z.infer<typeof besideSchema>;
export type SnapshotRecord = z.infer<typeof snapshotSchema>;
