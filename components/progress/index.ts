export { DataDialog } from './data-dialog';
export { download } from './download';
export { record, useCourseProgress, useLessonProgress } from './lesson-progress';
export { Notices } from './notices';
export { ReadingPlace } from './reading-place';
export { useDraft, useDraftState } from './use-progress';
