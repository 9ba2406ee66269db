export { CoursePage } from './course-page';
export { record, useProgress } from './use-progress';
