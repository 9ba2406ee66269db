/** A file, a question or the checks may take this long; then the worker is stopped and started anew. */
export const LIMIT_MS = 1000;

/** Loading the worker's code over a slow line may take long, and is no reason to load it again. */
export const START_LIMIT_MS = 60_000;

/** A worker that is stopped this often without one finished round in between is not started again by itself. */
export const MAX_STARTS_IN_A_ROW = 8;

/** So many diagnostics of one file are shown; a file with more is better mended from the top. */
export const MAX_DIAGNOSTICS = 100;
