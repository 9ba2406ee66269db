import type { editor } from 'monaco-editor';
import type { Lab } from '@/lib/lab';
import { textOf } from '@/lib/tree';
import { toRange, uriOf } from './convert';
import { LONGEST_SHOWN } from './large-view';
import { createLatency } from './latency';
import { monaco } from './monaco';
import { spanThatDiffers } from './span';

const SEVERITY = {
  1: monaco.MarkerSeverity.Error,
  2: monaco.MarkerSeverity.Warning,
  3: monaco.MarkerSeverity.Info,
  4: monaco.MarkerSeverity.Hint,
};

/** Monaco's models of the lesson's open files, kept in step with the store in both directions. */
export interface Models {
  /** The model of a text file; made when it is first asked for. Undefined for bytes and for no file. */
  of(path: string): editor.ITextModel | undefined;
  dispose(): void;
}

/** An address on this site, in full, as Monaco wants links. */
const addressOf = (href: string): string => new URL(href, location.href).href;

/** A full replacement would move the cursor and every marker; this touches only what differs. */
function replaceText(model: editor.ITextModel, text: string): void {
  const span = spanThatDiffers(model.getValue(), text);
  if (span === undefined) return;
  const [start, end] = [model.getPositionAt(span.from), model.getPositionAt(span.to)];
  const range = monaco.Range.fromPositions(start, end);
  model.pushStackElement();
  model.pushEditOperations([], [{ range, text: span.text }], () => null);
  model.pushStackElement();
}

/** Models for a lab. */
export function createModels(lab: Lab): Models {
  const latency = createLatency();
  /** The text that model and store last agreed on. */
  const agreed = new Map<string, string>();
  const listeners = new Map<string, () => void>();

  function make(path: string, text: string): editor.ITextModel {
    const model = monaco.editor.createModel(text, 'yaml', uriOf(path));
    model.updateOptions({ tabSize: 2, insertSpaces: true });
    agreed.set(path, text);
    const listener = model.onDidChangeContent(() => {
      const at = performance.now();
      const value = model.getValue();
      agreed.set(path, value);
      lab.edit(path, value);
      latency.typed(lab.getState().tree, at);
    });
    listeners.set(path, () => {
      listener.dispose();
      model.dispose();
      agreed.delete(path);
    });
    return model;
  }

  function follow() {
    const { tree } = lab.getState();
    for (const [path, dispose] of listeners) {
      const text = textOf(tree, path);
      const model = monaco.editor.getModel(uriOf(path));
      if (text === undefined || text.length > LONGEST_SHOWN || model === null) {
        listeners.delete(path);
        dispose();
      } else if (text !== agreed.get(path)) {
        agreed.set(path, text);
        replaceText(model, text);
      }
    }
  }

  function mark() {
    const { diagnostics } = lab.getState();
    for (const path of listeners.keys()) {
      const model = monaco.editor.getModel(uriOf(path));
      if (model === null) continue;
      const markers = (diagnostics.get(path) ?? []).map((found) => ({
        ...toRange(found.range),
        message: found.message,
        severity: SEVERITY[found.severity ?? 1],
        ...(found.codeDescription
          ? { code: { value: found.code, target: monaco.Uri.parse(addressOf(found.codeDescription.href)) } }
          : { code: found.code }),
      }));
      monaco.editor.setModelMarkers(model, 'lab', markers);
    }
  }

  const unsubscribe = lab.subscribe((state, before) => {
    if (state.tree !== before.tree) follow();
    if (state.diagnostics === before.diagnostics) return;
    mark();
    if (state.diagnosed !== undefined) latency.marked(state.diagnosed, performance.now());
  });

  return {
    of(path) {
      const text = textOf(lab.getState().tree, path);
      if (text === undefined) return undefined;
      const known = monaco.editor.getModel(uriOf(path));
      if (known !== null) return known;
      const model = make(path, text);
      mark();
      return model;
    },
    dispose() {
      unsubscribe();
      for (const dispose of listeners.values()) dispose();
      listeners.clear();
    },
  };
}
