import type { Quiz } from '@/lib/quiz';

export const sorting: Quiz = [
  {
    kind: 'sort-into-groups',
    id: 'wave-job-or-hook-job',
    prompt: 'Which Job is meant?',
    teaches: '#not-desired-state',
    groups: [
      { id: 'wave', title: 'A Job in a sync wave' },
      { id: 'hook', title: 'A Job as a sync hook' },
    ],
    items: [
      {
        id: 'out-of-sync',
        text: 'If you delete it, the Application is `OutOfSync`',
        group: 'wave',
        explanation: 'It is part of what should be there, and now it is not.',
        teaches: '#not-desired-state',
      },
      {
        id: 'every-sync',
        text: 'Each full sync runs it anew',
        group: 'hook',
        explanation:
          'It is a task of the operation. The Job in a wave has run, and unchanged it stays as it is.',
        teaches: '#hook-definition',
      },
      {
        id: 'policy',
        text: 'A delete policy says when it goes',
        group: 'hook',
        explanation:
          'Delete policies are for hooks. An ordinary object goes when it goes from Git and is pruned.',
        teaches: '#what-becomes-of-the-hook-afterwards',
      },
      {
        id: 'managed',
        text: 'Argo CD compares it with Git, as it does with a Deployment',
        group: 'wave',
        explanation: 'It is a managed resource of the Application, like any other.',
        teaches: '#not-desired-state',
      },
      {
        id: 'phase',
        text: 'It can run only after everything else is healthy',
        group: 'hook',
        explanation: 'That is the phase `PostSync`, and only hooks have phases to choose from.',
        teaches: '#postsync',
      },
    ],
  },
  {
    kind: 'sort-into-groups',
    id: 'which-policy',
    prompt: 'Which delete policy does this?',
    teaches: '#what-becomes-of-the-hook-afterwards',
    groups: [
      { id: 'before', title: 'BeforeHookCreation' },
      { id: 'succeeded', title: 'HookSucceeded' },
      { id: 'failed', title: 'HookFailed' },
    ],
    items: [
      {
        id: 'default',
        text: 'Applies when you name no policy',
        group: 'before',
        explanation: 'It is the default, and naming any other policy drops it.',
        teaches: '#default-policy',
      },
      {
        id: 'next-sync',
        text: 'Deletes the old object right before a new one is created',
        group: 'before',
        explanation: 'It makes room for the name, whatever became of the last run.',
        teaches: '#default-policy',
      },
      {
        id: 'good-end',
        text: 'Deletes the object at the end of a sync that succeeded',
        group: 'succeeded',
        explanation: 'What counts is the whole sync. A hook that succeeded in a sync that failed stays.',
        teaches: '#whole-sync',
      },
      {
        id: 'bad-end',
        text: 'Deletes the object, and with it the log, at the end of a sync that failed',
        group: 'failed',
        explanation:
          'That is the log you would want to read, so this policy is rarely what you want for a test.',
        teaches: '#two-policies',
      },
    ],
  },
  {
    kind: 'sort-into-groups',
    id: 'exit-statuses',
    prompt: 'Every path of the server answers 500. With which exit status does each script end?',
    teaches: '#exit-status',
    groups: [
      { id: 'zero', title: 'Zero: the test passes' },
      { id: 'other', title: 'Not zero: the test fails' },
    ],
    items: [
      {
        id: 'plain-curl',
        text: '`curl http://echo-frontend/health`',
        group: 'zero',
        explanation: 'A 500 is an answer, and without `--fail` any answer is a success.',
        teaches: '#curl-fail',
      },
      {
        id: 'curl-f',
        text: '`curl -f http://echo-frontend/health`',
        group: 'other',
        explanation: '`-f` is `--fail`: a status of 400 or above gives the exit status 22.',
        teaches: '#curl-fail',
      },
      {
        id: 'then-echo',
        text: '`curl -f http://echo-frontend/health; echo done`',
        group: 'zero',
        explanation: 'The `echo` comes last, and it succeeds.',
        teaches: '#last-command',
      },
      {
        id: 'and-echo',
        text: '`curl -f http://echo-frontend/health && echo done`',
        group: 'other',
        explanation:
          'Behind `&&` the `echo` runs only if `curl` succeeded. Here it does not run, and the 22 stays.',
        teaches: '#last-command',
      },
    ],
  },
];
