import type { Quiz } from '@/lib/quiz';
import { names } from '../names';

export const choices: Quiz = [
  {
    kind: 'one-choice',
    id: 'when-postsync-runs',
    prompt: 'You push a new image. When does a `PostSync` hook start?',
    teaches: '#postsync',
    options: [
      {
        id: 'applied',
        text: 'As soon as all manifests are applied',
        correct: false,
        explanation:
          'Applied is not enough. A Deployment is applied in a moment, and its new Pods need longer.',
        teaches: '#postsync',
      },
      {
        id: 'healthy',
        text: 'When all manifests are applied and everything is healthy',
        correct: true,
        explanation:
          'That is why it suits a smoke test: the new Pods are up and answer their readiness probe.',
        teaches: '#postsync',
      },
      {
        id: 'last-wave',
        text: 'Together with the objects of the highest wave',
        correct: false,
        explanation:
          'Waves order what is inside one phase. `PostSync` is a phase of its own, after all waves of `Sync`.',
        teaches: '#phase-before-wave',
      },
      {
        id: 'cron',
        text: 'Some minutes after the sync',
        correct: false,
        explanation:
          'A hook belongs to the sync: the sync waits for it and ends only when the hook has ended.',
        teaches: '#hook-definition',
      },
    ],
  },
  {
    kind: 'one-choice',
    id: 'after-a-failed-test',
    prompt: `The Deployment is healthy, and the \`PostSync\` Job \`${names.hook}\` fails. What now?`,
    teaches: '#hook-result',
    options: [
      {
        id: 'rollback',
        text: 'Argo CD rolls the Deployment back',
        correct: false,
        explanation:
          'Nothing is rolled back. The new Pods run on, and what to do about them is your decision.',
        teaches: '#hook-result',
      },
      {
        id: 'degraded',
        text: 'The Application becomes `Degraded`',
        correct: false,
        explanation:
          'A hook does not count for health. The Application is as healthy as its ordinary objects are.',
        teaches: '#hook-result',
      },
      {
        id: 'sync-failed',
        text: 'The sync has failed, and the new version runs on',
        correct: true,
        explanation:
          'The last operation says Failed. That is the word you get, and whom to tell is for a `SyncFail` hook.',
        teaches: '#hook-result',
      },
      {
        id: 'out-of-sync',
        text: 'The Application becomes `OutOfSync` until the test passes',
        correct: false,
        explanation:
          'All ordinary objects are as Git wants them, so the Application is `Synced`. A hook does not count here.',
        teaches: '#not-desired-state',
      },
    ],
  },
  {
    kind: 'one-choice',
    id: 'generate-name-in-kustomize',
    prompt:
      'A hook has only `generateName: smoke-test-`, and its file is listed in a `kustomization.yaml`. What does a sync do?',
    teaches: '#generate-name',
    options: [
      {
        id: 'fresh-name',
        text: 'It creates the hook under a new name each time',
        correct: false,
        explanation:
          'So it would in a plain folder or a Helm chart. Kustomize reads the file first, and needs a name.',
        teaches: '#generate-name',
      },
      {
        id: 'all-but-hook',
        text: 'It applies everything except the hook',
        correct: false,
        explanation: 'The build stops at that file, so there is nothing at all to apply.',
        teaches: '#generate-name',
      },
      {
        id: 'nothing',
        text: 'Nothing: the build fails, and Argo CD shows a `ComparisonError`',
        correct: true,
        explanation:
          '`missing metadata.name in object` stops the whole build, and not even the Deployment is synced.',
        teaches: '#generate-name',
      },
    ],
  },
  {
    kind: 'several-choices',
    id: 'why-it-never-fails',
    prompt:
      "Why does this script pass although `/health` answers 500? `curl http://echo-frontend/health; echo 'Test complete!'` Choose every reason that would be enough by itself.",
    teaches: '#last-command',
    options: [
      {
        id: 'echo-last',
        text: 'The last command is an `echo`, and its exit status is that of the script',
        correct: true,
        explanation: 'Whatever `curl` said is forgotten. `set -e` or `&&` would keep it.',
        teaches: '#last-command',
      },
      {
        id: 'no-fail',
        text: '`curl` has no `--fail`, so a 500 is a success to it',
        correct: true,
        explanation: 'It got an answer, and that is what it was asked for. With `--fail` it exits with 22.',
        teaches: '#curl-fail',
      },
      {
        id: 'no-tag',
        text: 'The image of the Job has no tag',
        correct: false,
        explanation: 'That makes it uncertain which `curl` runs. Every `curl` takes a 500 for an answer.',
        teaches: '#image-reference',
      },
      {
        id: 'backoff',
        text: 'The Job has `backoffLimit: 1`, so it is tried again',
        correct: false,
        explanation: 'A Job tries again only after a failure, and this script never fails.',
        teaches: '#exit-status',
      },
    ],
  },
  {
    kind: 'several-choices',
    id: 'when-hooks-run',
    prompt: 'Which of these run your `PostSync` hook?',
    teaches: '#only-full-syncs',
    options: [
      {
        id: 'sync-button',
        text: 'You press Sync, with everything selected',
        correct: true,
        explanation: 'A full sync runs all phases, hooks included.',
        teaches: '#only-full-syncs',
      },
      {
        id: 'same-commit',
        text: 'You sync the same commit once more, though nothing has changed',
        correct: true,
        explanation:
          'A hook belongs to the operation. Each full sync runs it anew, whether or not something changed.',
        teaches: '#hook-definition',
      },
      {
        id: 'one-object',
        text: 'You sync only the Deployment, selected by hand',
        correct: false,
        explanation: 'A sync of selected objects runs no hooks. It is easily overlooked.',
        teaches: '#only-full-syncs',
      },
      {
        id: 'self-heal',
        text: 'Somebody changes the Deployment in the cluster, and self-heal repairs it',
        correct: false,
        explanation: 'Self-heal syncs only what was changed, and such a sync runs no hooks.',
        teaches: '#only-full-syncs',
      },
    ],
  },
  {
    kind: 'several-choices',
    id: 'what-a-service-hides',
    prompt:
      'All Pods are ready and the Application is `Healthy`. Which of these can still be wrong, so that users get no answer?',
    teaches: '#beyond-readiness',
    options: [
      {
        id: 'selector',
        text: "The Service's selector fits no Pod",
        correct: true,
        explanation: 'The Service exists and is healthy, and passes requests on to nobody.',
        teaches: '#selector',
      },
      {
        id: 'target-port',
        text: "The Service's `targetPort` is one where nobody listens",
        correct: true,
        explanation:
          'Requests reach the right Pods at the wrong port and are refused. The probe asks the Pod directly and sees nothing of it.',
        teaches: '#target-port',
      },
      {
        id: 'probe',
        text: 'The readiness probe fails in every Pod',
        correct: false,
        explanation:
          'Then the Pods would not be ready, the Deployment not healthy, and `PostSync` would not begin.',
        teaches: '#postsync',
      },
    ],
  },
];
