import type { Span } from './nodes';

/** What is wrong with a text as YAML. */
export interface YamlProblem extends Span {
  /** The id of the rule that explains it. */
  code: YamlProblemCode;
  message: string;
  /** A warning works, but probably not as meant; everything else cannot be read. */
  warning?: true;
  /** It lies inside one text, so that everything around it was read as it is written. */
  inside?: true;
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
