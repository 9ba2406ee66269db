export { DataDialog } from './data-dialog';
export { Notices } from './notices';
export { useDraft, useDraftState, useProgress, useProgressState } from './use-progress';
export { Visit } from './visit';
