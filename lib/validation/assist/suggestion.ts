import type { CompletionItemKind } from 'vscode-languageserver-types';
import type { Project } from '../engine/project';
import type { CursorContext } from './context';
import type { Surroundings } from './surroundings';

/** Something that can be written at the cursor. */
export interface Suggestion {
  label: string;
  /** What is written, when it is not the label. For a key: its value. */
  insert?: string;
  /** What stays of a list in one value, before and after the word. */
  before?: string;
  after?: string;
  /** For a key: what follows it, up to where its value begins. */
  opening?: string;
  kind: CompletionItemKind;
  detail?: string | undefined;
  documentation?: string | undefined;
}

/** What is asked of the tree, and where. */
export interface Asked {
  /** The keys from the document's root to the value or list that is written, with dots. */
  place: string;
  context: CursorContext;
  project: Project;
  path: string;
  /** The nodes from the document's root to the mapping or list of the cursor, as far as they can be read. */
  around(): Surroundings;
}
