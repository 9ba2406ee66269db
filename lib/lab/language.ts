import type { Tree } from '@/lib/tree';
import type { Diagnostic, Position, TextEdit } from '@/lib/validation';
import type { Answers } from './protocol';

/** What the engine needs to know about the files' language. Met in one file, so that its source can change. */
export interface Language {
  check(tree: Tree, turningTo: (path: string) => void): ReadonlyMap<string, readonly Diagnostic[]>;
  complete(tree: Tree, path: string, position: Position): Answers['complete'];
  hover(tree: Tree, path: string, position: Position): Answers['hover'];
  definition(tree: Tree, path: string, position: Position): Answers['definition'];
  format(tree: Tree, path: string): readonly TextEdit[];
}
