export { Step } from './step';
export { Steps } from './steps';
