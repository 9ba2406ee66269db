import { type CompletionItem, CompletionItemKind, InsertTextFormat } from 'vscode-languageserver-types';
import { type FileContent, type Tree, textOf, withFiles } from '@/lib/tree';
import {
  complete,
  type Diagnostic,
  definition,
  format,
  hover,
  type Position,
  ValidationCache,
  validateTree,
} from '@/lib/validation';
import { MAX_DIAGNOSTICS } from './limits';
import type { Answers, Completion } from './protocol';

/** What the engine needs to know about the files' language. */
export interface Language {
  /** The diagnostics of every file; `turningTo` hears of each file that alone may take long, before it is read. */
  check(tree: Tree, turningTo: (path: string) => void): ReadonlyMap<string, readonly Diagnostic[]>;
  complete(tree: Tree, path: string, position: Position): Answers['complete'];
  hover(tree: Tree, path: string, position: Position): Answers['hover'];
  definition(tree: Tree, path: string, position: Position): Answers['definition'];
  format(tree: Tree, path: string): Answers['format'];
}

/** A file below this length is read in a few milliseconds, whatever stands in it. */
const SMALL = 16_384;

const lengthOf = (content: FileContent): number => content.length;

function kindOf(item: CompletionItem): Completion['kind'] {
  if (item.insertTextFormat === InsertTextFormat.Snippet) return 'snippet';
  return item.kind === CompletionItemKind.Property ? 'field' : 'value';
}

function completionOf(item: CompletionItem): Completion[] {
  const { textEdit, label, detail, documentation, sortText, filterText } = item;
  if (textEdit === undefined || !('range' in textEdit)) return [];
  const about = typeof documentation === 'string' ? documentation : documentation?.value;
  return [
    {
      label,
      kind: kindOf(item),
      edit: textEdit,
      snippet: item.insertTextFormat === InsertTextFormat.Snippet,
      ...(detail !== undefined && { detail }),
      ...(about !== undefined && { documentation: about }),
      ...(sortText !== undefined && { sortText }),
      ...(filterText !== undefined && { filterText }),
    },
  ];
}

/** The rules of lib/validation, which remember the files they have read from one check to the next. */
export function createLanguage(): Language {
  const cache = new ValidationCache();

  /** Large files that are new are added one by one, so that the one that takes too long has a name. */
  function readLarge(tree: Tree, turningTo: (path: string) => void) {
    const large = [...tree].filter(
      ([path, content]) => lengthOf(content) > SMALL && cache.files.get(path)?.content !== content,
    );
    if (large.length < 2) return;
    let growing = withFiles(
      tree,
      large.map(([path]) => [path, undefined] as const),
    );
    for (const [path, content] of large) {
      turningTo(path);
      growing = withFiles(growing, [[path, content]]);
      validateTree(growing, cache);
    }
  }

  return {
    check(tree, turningTo) {
      readLarge(tree, turningTo);
      const found = validateTree(tree, cache);
      return new Map([...found].map(([path, diagnostics]) => [path, diagnostics.slice(0, MAX_DIAGNOSTICS)]));
    },
    complete: (tree, path, position) => complete(tree, path, position, cache).flatMap(completionOf),
    hover(tree, path, position) {
      const found = hover(tree, path, position, cache);
      return found && { markdown: found.contents, range: found.range };
    },
    definition: (tree, path, position) => definition(tree, path, position, cache),
    format(tree, path) {
      const text = textOf(tree, path);
      return text === undefined ? undefined : format(text);
    },
  };
}
