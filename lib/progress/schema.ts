import * as v from 'valibot';
import { resolvePath } from '@/lib/tree';

// Valibot, not zod: this is loaded with every lesson, and takes a quarter of the bytes.

const text = (max: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(max));
/** Names that authors give to steps, questions and options, and ids that we make: no markup fits in. */
export const slugSchema = v.pipe(v.string(), v.regex(/^\w[\w.:-]{0,99}$/));
export const timeSchema = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const lessonSchema = v.pipe(v.string(), v.regex(/^week\d{1,3}\/day\d{1,3}$/));
export const pathSchema = v.pipe(
  text(4096),
  v.check((path) => resolvePath('', path) === path, 'a path inside the workspace'),
);

const verdict = v.picklist(['right', 'partly right', 'wrong', 'unsure']);
const pointVerdict = v.picklist(['met', 'not shown', 'contradicted', 'unsure']);
/** What was picked or written: one text or option, several options, or one of them for each item or gap. */
const given = v.union([v.string(), v.array(v.string()), v.record(v.string(), v.string())]);
const points = v.record(
  slugSchema,
  v.object({ learner: v.optional(pointVerdict), grader: v.optional(pointVerdict) }),
);

const common = { id: slugSchema, at: timeSchema, lesson: lessonSchema };
export const eventSchema = v.variant('kind', [
  v.object({ ...common, kind: v.literal('opened') }),
  v.object({ ...common, kind: v.literal('step-passed'), step: slugSchema, hints: count }),
  v.object({ ...common, kind: v.literal('hint-shown'), step: slugSchema, rung: count }),
  v.object({
    ...common,
    kind: v.literal('answered'),
    question: slugSchema,
    questionKind: slugSchema,
    answer: given,
    verdict,
    confidence: v.optional(v.picklist(['low', 'medium', 'high'])),
    points: v.optional(points),
  }),
  v.object({
    ...common,
    kind: v.literal('reset'),
    scope: v.picklist(['lesson', 'step', 'file']),
    step: v.optional(slugSchema),
    path: v.optional(pathSchema),
  }),
  v.object({ ...common, kind: v.literal('reset-undone'), reset: slugSchema }),
]);

/** An event as it lies in storage under [id]. */
export const savedEventSchema = v.object({ v: v.literal(1), event: eventSchema });

/** A file of the draft: its content, or null where the learner deleted a file of the start. */
const fileSchema = v.union([v.string(), v.instance(Uint8Array<ArrayBufferLike>), v.null()]);
export const answerSchema = v.object({
  given,
  /** Whether the learner has asked for the verdict on exactly this. */
  checked: v.optional(v.boolean()),
  points: v.optional(points),
});
export const deskSchema = v.object({
  tabs: v.optional(v.array(pathSchema)),
  active: v.optional(pathSchema),
  /** One-based, as editors count. */
  cursor: v.optional(v.object({ path: pathSchema, line: count, column: count })),
  /** The heading or paragraph last read, and how many CSS pixels below it. */
  place: v.optional(v.object({ anchor: text(200), offset: v.number() })),
  panels: v.optional(v.record(v.string(), v.array(v.number()))),
});

const saved = { v: v.literal(1), revision: slugSchema, at: timeSchema };
const file = v.object({ kind: v.literal('files'), name: pathSchema, value: fileSchema });
const answer = v.object({ kind: v.literal('answers'), name: slugSchema, value: answerSchema });
const desk = v.object({ kind: v.literal('desk'), name: v.literal('desk'), value: deskSchema });
const pieceSchema = v.variant('kind', [file, answer, desk]);
/** A piece as it lies in storage under [lesson, kind, name]. */
export const savedSchema = v.variant('kind', [
  v.object({ ...file.entries, ...saved }),
  v.object({ ...answer.entries, ...saved }),
  v.object({ ...desk.entries, ...saved }),
]);
/** A second version of a piece under [lesson, kind, name, id]; `base` is the revision that it was made from. */
export const besideSchema = v.object({
  v: v.literal(1),
  piece: pieceSchema,
  at: timeSchema,
  from: v.picklist(['tab', 'import']),
  base: v.optional(slugSchema),
});
const keySchema = v.object({ kind: v.picklist(['files', 'answers', 'desk']), name: text(4096) });
/** What a reset took away, under [lesson, id]: pieces to put back, and pieces that were not there. */
export const snapshotSchema = v.object({
  v: v.literal(1),
  at: timeSchema,
  label: text(5000),
  reset: v.optional(slugSchema),
  pieces: v.array(pieceSchema),
  absent: v.array(keySchema),
});

export type Event = v.InferOutput<typeof eventSchema>;
export type Verdict = v.InferOutput<typeof verdict>;
export type Given = v.InferOutput<typeof given>;
export type Answer = v.InferOutput<typeof answerSchema>;
export type Desk = v.InferOutput<typeof deskSchema>;
export type Piece = v.InferOutput<typeof pieceSchema>;
export type PieceKey = v.InferOutput<typeof keySchema>;
export type Saved = v.InferOutput<typeof savedSchema>;
export type BesideRecord = v.InferOutput<typeof besideSchema>;
export type SnapshotRecord = v.InferOutput<typeof snapshotSchema>;
