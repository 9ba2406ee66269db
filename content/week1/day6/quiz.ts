import type { Quiz } from '@/lib/quiz';
import { choices } from './questions/choices';
import { inOwnWords } from './questions/explain';
import { gaps } from './questions/gaps';
import { ordering } from './questions/ordering';
import { sorting } from './questions/sorting';

const question = (id: string) =>
  [...choices, ...ordering, ...sorting, ...gaps].filter((one) => one.id === id);

/** Week 1, Day 6: the author's question first, then closed questions in the lesson's order, the kinds mixed. */
export const quiz: Quiz = [
  ...inOwnWords,
  ...question('when-postsync-runs'),
  ...question('order-of-a-sync'),
  ...question('wave-job-or-hook-job'),
  ...question('two-annotations'),
  ...question('which-policy'),
  ...question('after-a-failed-run'),
  ...question('when-hooks-run'),
  ...question('after-a-failed-test'),
  ...question('what-a-service-hides'),
  ...question('service-ports'),
  ...question('generate-name-in-kustomize'),
  ...question('why-it-never-fails'),
  ...question('exit-statuses'),
  ...question('numeric-user-gap'),
];

export { rubric } from './explain';
