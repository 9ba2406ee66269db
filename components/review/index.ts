export { askStep } from './material';
export { ReviewLink } from './review-link';
export { ReviewPage } from './review-page';
