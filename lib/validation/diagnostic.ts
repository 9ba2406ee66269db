import type {
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  Range,
  TextEdit,
} from 'vscode-languageserver-types';

export type { Position, Range, TextEdit } from 'vscode-languageserver-types';

/** An edit that mends a diagnostic: for each path, text edits as in the Language Server Protocol. */
export interface Fix {
  /** What the edit does, in the imperative: `Remove the stray quote`. */
  title: string;
  changes: { path: string; edits: TextEdit[] }[];
}

/**
 * What the editor shows, in the Language Server Protocol's shape: zero-based lines, zero-based UTF-16 columns.
 *
 * Severity means one thing: 1 (error) is rejected, never starts or silently does nothing; 2 (warning) works but
 * misses its purpose or depends on the cluster; 4 (hint) is advice.
 */
export interface Diagnostic {
  range: Range;
  severity: DiagnosticSeverity;
  /** The id of the rule that found it, as in its page's address: `/rules/<code>`. */
  code: string;
  /** What is wrong, and why it matters, in the learner's words. */
  message: string;
  /** The rule's page on this site. */
  codeDescription?: { href: string };
  /** Other places that matter; `location.uri` is a path of the tree. */
  relatedInformation?: DiagnosticRelatedInformation[];
  fixes: Fix[];
}
