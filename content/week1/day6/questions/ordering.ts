import type { Quiz } from '@/lib/quiz';
import { names } from '../names';

export const ordering: Quiz = [
  {
    kind: 'put-in-order',
    id: 'order-of-a-sync',
    prompt: 'Put in order what one successful sync does.',
    teaches: '#the-phases-of-a-sync',
    items: [
      {
        id: 'presync-wave-5',
        text: 'A `PreSync` hook in wave 5 runs',
        explanation:
          'The phase counts before the wave: all of `PreSync` is over before anything of `Sync` begins.',
        teaches: '#phase-before-wave',
      },
      {
        id: 'wave-minus-1',
        text: `The ordinary Job \`${names.preflight}\` in wave -1 is applied`,
        explanation: 'The lowest wave of the phase `Sync` comes first.',
        teaches: '#sync-phase',
      },
      {
        id: 'wave-0',
        text: `The Deployment \`${names.deployment}\` is applied; it has no wave of its own`,
        explanation: 'No wave means wave 0, which comes after -1.',
        teaches: '#sync-phase',
      },
      {
        id: 'postsync',
        text: `The \`PostSync\` hook \`${names.hook}\` is created and runs`,
        explanation: 'Only when everything that was applied is healthy.',
        teaches: '#postsync',
      },
      {
        id: 'deleted',
        text: `\`${names.hook}\` is deleted by \`HookSucceeded\``,
        explanation: 'The policy acts at the end of the whole sync, not when the Job ends.',
        teaches: '#whole-sync',
      },
    ],
  },
  {
    kind: 'put-in-order',
    id: 'after-a-failed-run',
    prompt: `The last \`${names.hook}\` failed. Its policy is \`${names.deletePolicy}\`. You mended the Service and sync again: what happens, in which order?`,
    teaches: '#two-policies',
    items: [
      {
        id: 'applied',
        text: 'The mended Service is applied',
        explanation: 'The phase `Sync` comes first. The old Job does not stand in its way.',
        teaches: '#the-phases-of-a-sync',
      },
      {
        id: 'old-deleted',
        text: 'The old, failed Job is deleted',
        explanation:
          '`BeforeHookCreation` acts right before the hook is created again, not when the sync begins.',
        teaches: '#default-policy',
      },
      {
        id: 'new-created',
        text: 'A new Job is created under the same name',
        explanation: 'The name is free again, so the new Job starts from nothing.',
        teaches: '#two-policies',
      },
      {
        id: 'sync-succeeds',
        text: 'The Job succeeds, and with it the sync',
        explanation: 'It was the last thing that the sync waited for.',
        teaches: '#postsync',
      },
      {
        id: 'new-deleted',
        text: 'The new Job is deleted',
        explanation: 'Now `HookSucceeded` acts, because the whole sync has succeeded.',
        teaches: '#whole-sync',
      },
    ],
  },
];
