import { parseAllDocuments } from 'yaml';
import { textOf, treeOf } from '@/lib/tree';
import type { Diagnostic } from '@/lib/validation';
import type { EngineParts } from './engine';

export const realParts: Omit<EngineParts, 'post' | 'later'> = {
  language: {
    check(tree, turningTo) {
      const out = new Map<string, Diagnostic[]>();
      for (const path of tree.keys()) {
        turningTo(path);
        const text = textOf(tree, path) ?? '';
        const found: Diagnostic[] = [];
        for (const doc of parseAllDocuments(text))
          for (const e of doc.errors) {
            const [a, b] = e.linePos ?? [];
            if (!a) continue;
            found.push({
              range: {
                start: { line: a.line - 1, character: a.col - 1 },
                end: { line: (b ?? a).line - 1, character: (b ?? a).col },
              },
              severity: 1,
              code: e.code,
              message: e.message,
              fixes: [
                {
                  title: 'Delete the line',
                  changes: [
                    {
                      path,
                      edits: [
                        {
                          range: {
                            start: { line: a.line - 1, character: 0 },
                            end: { line: a.line, character: 0 },
                          },
                          newText: '',
                        },
                      ],
                    },
                  ],
                },
              ],
            });
          }
        out.set(path, found);
      }
      return out;
    },
    complete: () => [],
    hover: () => undefined,
    definition: () => [],
    format: () => [],
  },
  taskOf: async () => undefined,
  workspaceOf: (tree) => ({ tree, objects: () => [], build: () => ({ error: '' }) }),
  build: (_tree, directory) => ({ directory, error: 'Error: not built yet' }),
  targetsOf: () => [
    { path: 'app.yaml', name: 'echo-frontend', directory: 'argocd-learning/week1/day5/overlays/dev' },
  ],
  sample: treeOf({}),
};
