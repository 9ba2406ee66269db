import type { IMarkdownString, IRange, languages, Uri } from 'monaco-editor';
import type { Completion } from '@/lib/lab';
import { monaco } from './monaco';

interface LspPosition {
  line: number;
  character: number;
}
interface LspRange {
  start: LspPosition;
  end: LspPosition;
}

const SCHEME = 'lesson';

/** The address of a file's model. Any path can be one: Uri escapes what it must. */
export const uriOf = (path: string): Uri => monaco.Uri.from({ scheme: SCHEME, path: `/${path}` });

/** The path of a model's address. */
export const pathOf = (uri: Uri): string => uri.path.slice(1);

/** From the Language Server Protocol's zero-based range to Monaco's one-based one. */
export function toRange({ start, end }: LspRange): IRange {
  return {
    startLineNumber: start.line + 1,
    startColumn: start.character + 1,
    endLineNumber: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** From Monaco's one-based position to the Language Server Protocol's zero-based one. */
export function toPosition(position: { lineNumber: number; column: number }): LspPosition {
  return { line: position.lineNumber - 1, character: position.column - 1 };
}

/** Markdown that runs nothing and shows no HTML: some of it is the learner's own text. */
export const markdown = (value: string): IMarkdownString => ({
  value,
  isTrusted: false,
  supportHtml: false,
});

const KINDS = {
  field: monaco.languages.CompletionItemKind.Field,
  value: monaco.languages.CompletionItemKind.Value,
  snippet: monaco.languages.CompletionItemKind.Snippet,
};

const SUGGEST = { id: 'editor.action.triggerSuggest', title: 'Suggest' };

export function toCompletionItem(completion: Completion): languages.CompletionItem {
  return {
    label: completion.label,
    kind: KINDS[completion.kind],
    insertText: completion.edit.newText,
    range: toRange(completion.edit.range),
    ...(completion.snippet && {
      insertTextRules: monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet,
    }),
    ...(completion.detail !== undefined && { detail: completion.detail }),
    ...(completion.documentation !== undefined && { documentation: markdown(completion.documentation) }),
    ...(completion.sortText !== undefined && { sortText: completion.sortText }),
    ...(completion.filterText !== undefined && { filterText: completion.filterText }),
    // A key is followed by what it takes.
    ...(completion.edit.newText.endsWith(' ') && { command: SUGGEST }),
  };
}
