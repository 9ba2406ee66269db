/** Real words that lie so near to a rubric's words that a search for misspellings would take them for those. */
export const notMisspelt: ReadonlySet<string> = new Set();
