/** What a learner, a colleague and a server do, one after the other; each `run` is a command whose words are compared. */
export type Step =
  | { write: { [path: string]: string } }
  | { remove: string[] }
  | { run: string[] }
  | { colleague: { write: { [path: string]: string }; message: string } }
  /** A hook of the server that prints these lines and refuses every push; none lifts it. */
  | { hook: string[] | undefined };

export interface Session {
  name: string;
  /** A merge's message names the URL of the remote, which is another one where real Git runs. */
  maskHashes?: boolean;
  steps: Step[];
}

/** The files of the first commit. */
export const START = {
  'README.md': '# Argo CD, Day by Day\n\nMy repository.\n',
  'week1/day5/app/base/deployment.yaml': Array.from({ length: 30 }, (_, i) => `line-${i}: ${i * i}\n`).join(
    '',
  ),
  'week1/day5/app/base/kustomization.yaml': 'resources:\n  - deployment.yaml\n',
  'week1/day5/overlays/dev/kustomization.yaml': 'resources:\n  - ../../app/base\n',
};

const day6 = Object.fromEntries(
  Object.entries(START)
    .filter(([path]) => path.startsWith('week1/'))
    .map(([path, text]) => [path.replace('day5', 'day6'), text]),
);
const status: Step = { run: ['status'] };
const short: Step = { run: ['status', '--short'] };
const everything: Step = { run: ['add', '.'] };
const push: Step = { run: ['push'] };
const commit = (message: string): Step => ({ run: ['commit', '-m', message] });

export const SESSIONS: Session[] = [
  {
    name: 'copy, edit, commit, push',
    steps: [
      status,
      push,
      { write: day6 },
      status,
      short,
      commit('too early'),
      everything,
      status,
      { write: { 'week1/day6/app/base/service.yaml': 'kind: Service\n', 'README.md': '# Changed\n' } },
      status,
      short,
      commit('Day 6: a smoke test'),
      status,
      commit('not staged'),
      { run: ['commit', '-a', '-m', 'What Git knows'] },
      { run: ['add', 'week1/day6'] },
      commit('A Service\n\nwith a reason.\n'),
      push,
      push,
      { run: ['log'] },
      { run: ['log', '--oneline'] },
      status,
    ],
  },
  {
    name: 'files that go, move and change',
    steps: [
      { remove: ['README.md'] },
      status,
      short,
      everything,
      status,
      commit('No README'),
      { remove: ['week1/day5/app/base/deployment.yaml'] },
      {
        write: {
          'week1/day5/app/base/web.yaml': START['week1/day5/app/base/deployment.yaml'],
          'week1/day5/app/base/kustomization.yaml': 'resources:\n  - web.yaml\n  - service.yaml',
        },
      },
      status,
      everything,
      short,
      status,
      commit('Renamed'),
      { remove: ['week1/day5/app/base/web.yaml'] },
      {
        write: {
          'week1/web.yaml': `# moved\n${START['week1/day5/app/base/deployment.yaml'].replace('line-7: 49\n', '')}`,
        },
      },
      everything,
      status,
      commit('Moved and changed'),
      { write: { 'café menu.txt': 'é\n', 'with "quotes".txt': 'x' } },
      status,
      short,
      everything,
      status,
      short,
      commit('Names that are not plain'),
      { write: { 'week1/web.yaml': 'all: new\n' } },
      { run: ['commit', '-am', ' spaces at both ends  \n\n\n'] },
      { run: ['log', '-1'] },
      commit(''),
    ],
  },
  {
    name: 'staged and changed again',
    steps: [
      { write: { 'a.txt': 'one\n' } },
      everything,
      { write: { 'a.txt': 'two\n' } },
      status,
      short,
      commit('One'),
      status,
      { run: ['add', 'a.txt'] },
      { write: { 'a.txt': 'one\n' } },
      status,
      { run: ['add', 'a.txt'] },
      status,
      { run: ['add', 'missing.yaml'] },
      { run: ['add'] },
      { remove: ['a.txt'] },
      { run: ['add', 'a.txt'] },
      short,
      { run: ['commit', '-m', ''] },
      commit('Gone'),
    ],
  },
  {
    name: 'a push that comes too late',
    steps: [
      { colleague: { write: { 'README.md': '# By a colleague\n' }, message: 'README' } },
      { write: { 'a.txt': 'mine\n' } },
      everything,
      commit('Mine'),
      push,
      status,
      { run: ['fetch'] },
      { run: ['fetch'] },
      status,
      push,
      { run: ['pull'] },
      { run: ['push', '--force'] },
      status,
    ],
  },
  {
    name: 'a pull that fast-forwards',
    steps: [
      {
        colleague: {
          write: {
            'README.md': '# By a colleague\n',
            'docs/a-rather-long-folder/with-more-folders/and-at-last-a-file-with-a-long-name.md':
              'x\n'.repeat(120),
            'week2/day1/kustomization.yaml': 'resources: []\n',
          },
          message: 'Week 2',
        },
      },
      status,
      { run: ['pull'] },
      { run: ['pull'] },
      status,
      { run: ['log', '--oneline'] },
      { colleague: { write: { 'README.md': '# Again\n' }, message: 'Again' } },
      { write: { 'README.md': '# Not committed\n' } },
      { run: ['pull'] },
    ],
  },
  {
    name: 'branches that went apart are merged',
    maskHashes: true,
    steps: [
      { colleague: { write: { 'README.md': '# By a colleague\n' }, message: 'README' } },
      { write: { 'a.txt': 'mine\n' } },
      everything,
      commit('Mine'),
      { run: ['pull', '--no-rebase', '--no-edit'] },
      status,
      push,
      status,
    ],
  },
  {
    name: 'a server that declines',
    steps: [
      { hook: ['This repository takes no pushes today.', '', 'Ask the platform team.'] },
      { write: { 'a.txt': 'mine\n' } },
      everything,
      commit('Mine'),
      push,
      status,
      { hook: undefined },
      push,
    ],
  },
  {
    name: 'branches and tags',
    steps: [
      { run: ['switch', 'feature'] },
      { run: ['switch', '-c', 'feature'] },
      status,
      { write: { 'a.txt': 'on a branch\n' } },
      everything,
      commit('On a branch'),
      push,
      { run: ['push', '-u', 'origin', 'feature'] },
      status,
      { write: { 'README.md': '# Carried along\n' } },
      { run: ['switch', 'main'] },
      { run: ['branch'] },
      { run: ['switch', '-c', 'feature'] },
      { run: ['tag', 'v1'] },
      { run: ['tag', 'v1'] },
      { run: ['push', 'origin', 'v1'] },
      { run: ['push', 'origin', 'nosuch'] },
      { run: ['switch', 'nosuch'] },
      { write: { 'a.txt': 'in the way\n' } },
      { run: ['switch', 'feature'] },
    ],
  },
];
