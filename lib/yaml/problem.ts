import type { Span } from './nodes';

/** What is wrong with a text as YAML. */
export interface YamlProblem extends Span {
  /** The id of the rule that explains it. */
  code: YamlProblemCode;
  message: string;
  /** A warning works, but probably not as meant; everything else cannot be read. */
  warning?: true;
  fix?: { title: string; edits: (Span & { text: string })[] };
}

export type YamlProblemCode =
  | 'yaml-syntax'
  | 'yaml-indentation'
  | 'yaml-tab'
  | 'yaml-missing-colon'
  | 'yaml-unclosed'
  | 'yaml-stray-quote'
  | 'yaml-duplicate-key'
  | 'yaml-anchor'
  | 'yaml-merge-conflict'
  | 'yaml-special-character'
  | 'yaml-encoding'
  | 'yaml-limit';
