import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { knownKinds } from '@/lib/kubernetes';
import { type Tree, textOf, treeOf } from '@/lib/tree';
import { complete, rules, validateTree } from '@/lib/validation';
import { Lines } from '@/lib/yaml';
import { applyEdits } from './support';

const SOLUTION = 'content/week1/day6/solution';

function solution(): Tree {
  const files = readdirSync(SOLUTION, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return treeOf(
    Object.fromEntries(
      files.map((file) => {
        const path = join(file.parentPath, file.name);
        return [relative(SOLUTION, path), readFileSync(path, 'utf8')];
      }),
    ),
  );
}

const lesson = solution();
/** The lesson's own files as often as all the rules' examples together. */
const tree = fc.oneof(
  fc.constant(lesson),
  fc.constantFrom(...rules.map(({ passing }) => treeOf(passing.files))),
);
const place = fc.tuple(tree, fc.nat()).map(([files, which]) => {
  const paths = [...files.keys()].filter((path) => /ya?ml$/.test(path));
  const path = paths[which % paths.length] ?? '';
  return { files, path, text: textOf(files, path) ?? '' };
});

/** What is not written yet is missing, and that is no fault of what was taken. */
const MISSING = ['schema-missing-field', 'schema-no-kind', 'object-incomplete'];
/** Rules about a word itself. Others are about what else has to be there beside it. */
const WORDS =
  /^(schema|yaml|image|probe|service)-|^(argocd-(hook-type|delete-policy|sync-option|sync-wave|application-path)|kustomize-(not-found|listed-twice|patch-target|component-place|unused-change)|pod-restart-policy)$/;

function errors(files: Tree, path: string): { code: string; line: number; shown: string }[] {
  return (validateTree(files).get(path) ?? [])
    .filter(({ severity, code }) => severity === 1 && !MISSING.includes(code))
    .map(({ code, message, range }) => ({ code, line: range.start.line, shown: `${code}: ${message}` }));
}

/** The errors that are new when a completion is taken: about the form of the file, and about a value where it stands. */
function newErrors(files: Tree, path: string, text: string, item: CompletionItem | undefined): string[] {
  if (!item?.textEdit || !('range' in item.textEdit)) return [];
  const taken = applyEdits(text, [item.textEdit]);
  const { line } = item.textEdit.range.start;
  const isHere = (error: { code: string; line: number }) =>
    !isKey(item) && error.line === line && WORDS.test(error.code);
  const before = errors(new Map(files).set(path, text), path).map(({ shown }) => shown);
  return errors(new Map(files).set(path, taken), path)
    .filter((error) => /^(schema|yaml)-/.test(error.code) || isHere(error))
    .filter(({ shown }) => !before.includes(shown))
    .map(({ shown }) => `${item.label} => ${shown}\n${taken}`);
}

const isKey = ({ kind }: CompletionItem) => kind === CompletionItemKind.Property;
const KINDS = new Set(knownKinds().map(({ kind }) => kind));

describe('what is offered fits once it is taken', () => {
  test('on a new line, at any column', () => {
    fc.assert(
      fc.property(
        place,
        fc.nat(),
        fc.nat({ max: 8 }),
        fc.nat(),
        ({ files, path, text }, where, step, which) => {
          const lines = text.split('\n');
          const at = where % lines.length;
          const before =
            lines
              .slice(0, at)
              .map((line) => `${line}\n`)
              .join('') + ' '.repeat(step * 2);
          const changed = `${before}\n${lines.slice(at).join('\n')}`;
          const position = new Lines(changed).positionAt(before.length);
          const items = complete(new Map(files).set(path, changed), path, position);
          expect(newErrors(files, path, changed, items[which % Math.max(1, items.length)])).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('in the place of a value that is there', () => {
    fc.assert(
      fc.property(place, fc.nat(), fc.nat(), ({ files, path, text }, where, which) => {
        const position = new Lines(text).positionAt(where % (text.length + 1));
        // Another kind has other fields, and another key another value.
        const items = complete(files, path, position).filter((one) => !isKey(one) && !KINDS.has(one.label));
        expect(newErrors(files, path, text, items[which % Math.max(1, items.length)])).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
