import type { editor, IDisposable, languages } from 'monaco-editor';
import type { Lab, LabClient } from '@/lib/lab';
import { markdown, pathOf, toCompletionItem, toPosition, toRange, uriOf } from './convert';
import type { Models } from './models';
import { monaco } from './monaco';
import { spanThatDiffers } from './span';

const FIX_COMMAND = 'lab.applyFix';
const YAML = 'yaml';

function completionProvider(client: LabClient): languages.CompletionItemProvider {
  return {
    triggerCharacters: [' ', ':', '-', '/', '"', "'"],
    async provideCompletionItems(model, position) {
      const found = await client.complete(pathOf(model.uri), toPosition(position));
      return { suggestions: (found ?? []).map(toCompletionItem) };
    },
  };
}

function hoverProvider(client: LabClient): languages.HoverProvider {
  return {
    async provideHover(model, position) {
      const found = await client.hover(pathOf(model.uri), toPosition(position));
      if (found === undefined) return null;
      return { contents: [markdown(found.markdown)], ...(found.range && { range: toRange(found.range) }) };
    },
  };
}

function definitionProvider(client: LabClient, models: Models): languages.DefinitionProvider {
  return {
    async provideDefinition(model, position) {
      const found = await client.definition(pathOf(model.uri), toPosition(position));
      // Monaco goes only to models that exist.
      const reachable = (found ?? []).filter(({ path }) => models.of(path) !== undefined);
      return reachable.map(({ path, range }) => ({ uri: uriOf(path), range: toRange(range) }));
    },
  };
}

const isSyntax = ({ code, severity }: { code: string; severity: number }) =>
  severity === 1 && code.startsWith('yaml-');

/** Says something in a line at the cursor, until the cursor moves. */
function tell(model: editor.ITextModel, text: string) {
  const shown = monaco.editor.getEditors().find((one) => one.getModel() === model);
  const position = shown?.getPosition();
  const messages = shown?.getContribution('editor.contrib.messageController');
  if (messages && 'showMessage' in messages && typeof messages.showMessage === 'function' && position)
    messages.showMessage(text, position);
}

function formattingProvider(lab: Lab, client: LabClient): languages.DocumentFormattingEditProvider {
  return {
    async provideDocumentFormattingEdits(model) {
      const version = model.getVersionId();
      const formatted = await client.format(pathOf(model.uri));
      if (formatted === undefined || model.getVersionId() !== version) return [];
      const span = spanThatDiffers(model.getValue(), formatted);
      if (span === undefined) {
        const broken = lab.getState().diagnostics.get(pathOf(model.uri))?.find(isSyntax);
        if (broken)
          tell(model, `Not formatted: line ${broken.range.start.line + 1} has to be right YAML first.`);
        return [];
      }
      const [start, end] = [model.getPositionAt(span.from), model.getPositionAt(span.to)];
      return [{ range: monaco.Range.fromPositions(start, end), text: span.text }];
    },
  };
}

function codeActionProvider(lab: Lab): languages.CodeActionProvider {
  return {
    provideCodeActions(model, range) {
      const found = lab.getState().diagnostics.get(pathOf(model.uri)) ?? [];
      const here = found.filter((d) => monaco.Range.areIntersectingOrTouching(toRange(d.range), range));
      const actions = here.flatMap((diagnostic) =>
        diagnostic.fixes.map((fix, n) => ({
          title: fix.title,
          kind: 'quickfix',
          isPreferred: n === 0,
          command: { id: FIX_COMMAND, title: fix.title, arguments: [fix] },
        })),
      );
      return { actions, dispose() {} };
    },
  };
}

/** A definition in another file opens that file's tab. */
function opener(lab: Lab): Parameters<typeof monaco.editor.registerEditorOpener>[0] {
  return {
    openCodeEditor(_source: editor.ICodeEditor, resource, target) {
      const line = target && ('lineNumber' in target ? target.lineNumber : target.startLineNumber);
      const column = target && ('column' in target ? target.column : target.startColumn);
      lab.openFile(pathOf(resource), line ?? 1, column);
      return true;
    },
  };
}

/** Lets the editor ask the worker. Gives back the way to stop. */
export function registerProviders(lab: Lab, client: LabClient, models: Models): () => void {
  const registered: IDisposable[] = [
    monaco.languages.registerCompletionItemProvider(YAML, completionProvider(client)),
    monaco.languages.registerHoverProvider(YAML, hoverProvider(client)),
    monaco.languages.registerDefinitionProvider(YAML, definitionProvider(client, models)),
    monaco.languages.registerDocumentFormattingEditProvider(YAML, formattingProvider(lab, client)),
    monaco.languages.registerCodeActionProvider(YAML, codeActionProvider(lab)),
    monaco.editor.registerCommand(FIX_COMMAND, (_accessor, fix) => lab.applyFix(fix)),
    monaco.editor.registerEditorOpener(opener(lab)),
  ];
  return () => {
    for (const registration of registered) registration.dispose();
  };
}
