export type { Container, Ran, Run } from './container';
export { runContainer } from './run';
export type { Answer, Network, Request } from './world';
