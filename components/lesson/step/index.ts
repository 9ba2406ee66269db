export { Step } from './step';
export type { StepText } from './step-text';
export { Steps } from './steps';
