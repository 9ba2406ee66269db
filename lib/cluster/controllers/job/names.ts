/** Keeps a finished Pod until the Job has counted it. */
export const TRACKING = 'batch.kubernetes.io/job-tracking';
/** Which of an Indexed Job's completions a Pod works on: annotation and label. */
export const INDEX = 'batch.kubernetes.io/job-completion-index';
