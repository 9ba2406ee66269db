export { createCluster } from './cluster';
export type * from './interface';
