export { RunningContainer } from './container';
export { Process } from './process';
export { createVolume, type Mount, type Volume } from './shell/files';
