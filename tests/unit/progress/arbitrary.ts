import fc from 'fast-check';
import type { Event } from '@/lib/progress';
import type { DatedPiece } from '@/lib/progress/transfer/file';

const slug = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
const time = fc.nat();
const lesson = fc.constantFrom('week1/day6', 'week1/day7', 'week12/day1');
const path = fc.stringMatching(/^[a-z.]{0,3}[a-z]\.ya?ml$/).map((name) => `argocd-learning/${name}`);
const record = fc.dictionary(slug, fc.string(), { noNullPrototype: true });
const given = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.string()), record);

const common = { at: time, lesson };
const withoutId = fc.oneof(
  fc.record({ ...common, kind: fc.constant('opened' as const) }),
  fc.record({ ...common, kind: fc.constant('step-passed' as const), step: slug, hints: fc.nat(4) }),
  fc.record({ ...common, kind: fc.constant('hint-shown' as const), step: slug, rung: fc.nat(4) }),
  fc.record({
    ...common,
    kind: fc.constant('answered' as const),
    question: slug,
    questionKind: slug,
    answer: given,
    verdict: fc.constantFrom('right' as const, 'partly right' as const, 'wrong' as const),
  }),
  fc.record({
    ...common,
    kind: fc.constant('reset' as const),
    scope: fc.constant('step' as const),
    step: slug,
  }),
  fc.record({ ...common, kind: fc.constant('reset-undone' as const), reset: slug }),
);

/** Events with ids of their own. */
export const events: fc.Arbitrary<Event[]> = fc
  .array(withoutId, { maxLength: 12 })
  .map((list) => list.map((event, index): Event => ({ ...event, id: `e${index}` })));

const dated = (piece: fc.Arbitrary<DatedPiece['piece']>) => fc.record({ piece, at: time });
const filePiece = dated(
  fc.record({
    kind: fc.constant('files' as const),
    name: path,
    value: fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array(), fc.constant(null)),
  }),
);
const answerPiece = dated(
  fc.record({
    kind: fc.constant('answers' as const),
    name: slug,
    value: fc.record({ given, checked: fc.boolean() }),
  }),
);

/** The pieces of one draft: no name twice. */
export const pieces: fc.Arbitrary<DatedPiece[]> = fc.uniqueArray(fc.oneof(filePiece, answerPiece), {
  maxLength: 8,
  selector: ({ piece }) => `${piece.kind}/${piece.name}`,
});

/** Drafts by lesson. */
export const drafts: fc.Arbitrary<Map<string, DatedPiece[]>> = fc
  .uniqueArray(fc.tuple(lesson, pieces), { maxLength: 3, selector: ([name]) => name })
  .map((list) => new Map(list));
