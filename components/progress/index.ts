export { DataDialog } from './data-dialog';
export { download } from './download';
export { Notices } from './notices';
export { ReadingPlace } from './reading-place';
export { useDraft, useDraftState } from './use-progress';
