// A lesson's whole lab without a screen: it runs in the worker, in tests, and from the command line.
export { type LabOptions, type RunningLab, startLab } from './lab';
