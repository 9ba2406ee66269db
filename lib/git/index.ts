// Real Git objects in memory: a learner's clone, and the server that it was cloned from.
export type { Printed } from './copy/copy';
export type { PushOptions } from './copy/push';
export type { Status } from './copy/status';
export {
  type Author,
  createGitHost,
  type GitHost,
  type HostedRepository,
  type Push,
  type Rule,
} from './host';
export { declinedByHook, protectedBranch } from './rules';
export { type CloneOptions, cloneRepository, type WorkingCopy } from './working-copy';
