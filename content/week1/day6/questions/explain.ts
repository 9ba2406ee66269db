import type { Quiz } from '@/lib/quiz';

/** The author's question, answered in the learner's own words; `explain.ts` beside `quiz.ts` knows how to read it. */
export const inOwnWords: Quiz = [
  {
    kind: 'explain',
    id: 'wave-or-hook',
    prompt: "What's the key difference between a `Job` in a `sync-wave` and a `Job` used as a Sync Hook?",
    teaches: '#not-desired-state',
    modelAnswer:
      "A `Job` in a sync wave is part of the declarative desired state; Argo CD considers it a managed resource of the application. A `Job` used as a Sync Hook is a transient, imperative task associated with the sync operation itself and is not considered part of the application's final desired state.",
    points: [
      {
        id: 'wave-job-is-desired-state',
        text: 'The Job in a wave belongs to the desired state: Argo CD manages it like any other resource.',
        teaches: '#not-desired-state',
      },
      {
        id: 'hook-job-is-a-task-of-the-sync',
        text: 'The hook is a passing, imperative task, tied to the sync operation.',
        teaches: '#hook-definition',
      },
      {
        id: 'hook-job-is-not-desired-state',
        text: 'The hook is not part of the desired state.',
        teaches: '#not-desired-state',
      },
    ],
  },
];
