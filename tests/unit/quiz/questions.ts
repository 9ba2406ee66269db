import type {
  CompleteYaml,
  Explain,
  OneChoice,
  PutInOrder,
  SeveralChoices,
  SortIntoGroups,
} from '@/lib/quiz';

const taught = (id: string) => ({ id, explanation: `because of ${id}`, teaches: '#hooks' });

/** One valid question of each kind. */
export const oneChoice: OneChoice = {
  kind: 'one-choice',
  ...{ id: 'when', prompt: 'When?', teaches: '#hooks' },
  options: [
    { ...taught('before'), text: 'Before', correct: false },
    { ...taught('after'), text: 'After', correct: true },
  ],
};

export const severalChoices: SeveralChoices = {
  kind: 'several-choices',
  ...{ id: 'which', prompt: 'Which?', teaches: '#hooks' },
  options: [
    { ...taught('a'), text: 'A', correct: true },
    { ...taught('b'), text: 'B', correct: true },
    { ...taught('c'), text: 'C', correct: false },
  ],
};

export const putInOrder: PutInOrder = {
  kind: 'put-in-order',
  ...{ id: 'order', prompt: 'Order?', teaches: '#hooks' },
  items: [
    { ...taught('first'), text: '1' },
    { ...taught('second'), text: '2' },
    { ...taught('either'), text: '2 too', tiedWithPrevious: true },
    { ...taught('last'), text: '3' },
  ],
};

export const sortIntoGroups: SortIntoGroups = {
  kind: 'sort-into-groups',
  ...{ id: 'groups', prompt: 'Where?', teaches: '#hooks' },
  groups: [
    { id: 'hook', title: 'Hook' },
    { id: 'resource', title: 'Resource' },
  ],
  items: [
    { ...taught('smoke'), text: 'Smoke test', group: 'hook' },
    { ...taught('backup'), text: 'Backup', group: 'hook' },
    { ...taught('service'), text: 'Service', group: 'resource' },
  ],
};

export const completeYaml: CompleteYaml = {
  kind: 'complete-yaml',
  ...{ id: 'yaml', prompt: 'Fill in.', teaches: '#hooks' },
  template: 'hook: {{type}}\npolicy: {{policy}}\nport: {{port}}\n',
  gaps: [
    {
      ...taught('type'),
      accepts: ['PostSync'],
      mistakes: [{ value: 'Postsync', explanation: 'the case matters' }],
    },
    { ...taught('policy'), accepts: ['BeforeHookCreation,HookSucceeded'], compare: 'comma-list' },
    { ...taught('port'), accepts: ['80'] },
  ],
};

export const explain: Explain = {
  kind: 'explain',
  ...{ id: 'why', prompt: 'Why?', teaches: '#hooks' },
  modelAnswer: 'Because.',
  points: [
    { id: 'one', text: 'One', teaches: '#hooks' },
    { id: 'two', text: 'Two', teaches: '#hooks' },
  ],
};
