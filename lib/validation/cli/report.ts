import type { Tree } from '@/lib/tree';
import type { Diagnostic } from '../diagnostic';
import type { RuleInfo } from '../engine/rule';
import { validateTree } from '../engine/validate';

export interface ReportLine {
  file: string;
  /** One-based, as editors count. */
  line: number;
  column: number;
  severity: 'error' | 'warning' | 'hint';
  rule: string;
  message: string;
  /** The rest of the diagnostic, as the Language Server Protocol has it; absent for what is none of a file's own. */
  range?: Diagnostic['range'];
  code?: string;
  codeDescription?: Diagnostic['codeDescription'];
  relatedInformation?: Diagnostic['relatedInformation'];
  fixes?: Diagnostic['fixes'];
}

const WORDS: Readonly<Record<number, ReportLine['severity']>> = {
  1: 'error',
  2: 'warning',
  3: 'hint',
  4: 'hint',
};

/** Marks a text as wrong on purpose: `# expect: image-tag, yaml-tab` names exactly the rules that it must earn. */
const EXPECT = /^\s*#\s*expect:\s*([a-z0-9-]+(?:\s*,\s*[a-z0-9-]+)*)\s*$/m;

/**
 * What the files of a tree earn, in the order of their paths.
 *
 * @param wanted which files to report on; the others are read for what they mean to these.
 * @param prefix put in front of every path.
 */
export function report(tree: Tree, wanted: (path: string) => boolean, prefix = ''): ReportLine[] {
  const lines: ReportLine[] = [];
  for (const [path, diagnostics] of validateTree(tree)) {
    if (!wanted(path)) continue;
    const content = tree.get(path);
    const text = typeof content === 'string' ? content : '';
    lines.push(
      ...asExpected(
        prefix + path,
        text,
        diagnostics.map((d) => toLine(prefix + path, d)),
      ),
    );
  }
  for (const [path, content] of tree)
    if (/\.mdx?$/.test(path) && typeof content === 'string' && wanted(path))
      lines.push(...blocks(prefix + path, content));
  return lines;
}

/** A workspace that is put together from several folders. */
export interface Composed {
  tree: Tree;
  /** Where a file of it lies on disk. */
  onDisk: (path: string) => string;
  /** For a workspace that is wrong on purpose: where it lies, and the rules that it has to earn, no more and no fewer. */
  wrong?: { folder: string; rules: readonly string[] };
}

/** What a composed workspace earns; for one that is wrong on purpose, only where that is not what it names. */
export function reportComposed({ tree, onDisk, wrong }: Composed): ReportLine[] {
  const lines = [...validateTree(tree)].flatMap(([path, diagnostics]) =>
    diagnostics.map((diagnostic) => toLine(onDisk(path), diagnostic)),
  );
  return wrong ? mismatch(wrong.folder, wrong.rules, lines, 1) : lines;
}

function toLine(file: string, diagnostic: Diagnostic): ReportLine {
  const { severity, message, ...rest } = diagnostic;
  const { range, code } = rest;
  const { line, character } = range.start;
  return {
    file,
    line: line + 1,
    column: character + 1,
    severity: WORDS[severity] ?? 'hint',
    rule: code,
    message,
    ...rest,
  };
}

function asExpected(file: string, text: string, found: ReportLine[], shift = 0): ReportLine[] {
  const mark = EXPECT.exec(text);
  if (!mark?.[1]) return found;
  const line = text.slice(0, mark.index).split('\n').length + shift;
  return mismatch(
    file,
    mark[1].split(',').map((rule) => rule.trim()),
    found,
    line,
  );
}

function mismatch(file: string, rules: readonly string[], found: ReportLine[], line: number): ReportLine[] {
  const expected = [...new Set(rules)].sort();
  const earned = [...new Set(found.map(({ rule }) => rule))].sort();
  if (expected.join() === earned.join()) return [];
  const message = `This is wrong on purpose and should earn ${expected.join(', ') || 'nothing'}; it earns ${earned.join(', ') || 'nothing'}.`;
  return [{ file, line, column: 1, severity: 'error', rule: 'expected-diagnostics', message }];
}

/** The YAML blocks of a lesson's prose, each checked by itself. A fence takes `expect="rule, rule"` as well. */
function blocks(file: string, text: string): ReportLine[] {
  const lines: ReportLine[] = [];
  for (const match of text.matchAll(/^([ \t]*)```ya?ml([^\n]*)\n([\s\S]*?)^[ \t]*```/gm)) {
    const [, indent = '', meta = '', body = ''] = match;
    const first = text.slice(0, match.index).split('\n').length;
    const plain = body.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    const named = /expect="([^"]*)"/.exec(meta)?.[1];
    const source = named === undefined ? plain : `${plain}# expect: ${named}\n`;
    const found = (validateTree(new Map([['block.yaml', plain]])).get('block.yaml') ?? []).map(
      (diagnostic) => {
        const { line, column, severity, rule, message } = toLine(file, diagnostic);
        return { file, line: line + first, column: column + indent.length, severity, rule, message };
      },
    );
    lines.push(...asExpected(file, source, found, first));
  }
  return lines;
}

/** `file:line:column severity rule message`, one line for each. */
export function asText(lines: readonly ReportLine[]): string {
  return lines
    .map(
      ({ file, line, column, severity, rule, message }) =>
        `${file}:${line}:${column} ${severity} ${rule} ${message}\n`,
    )
    .join('');
}

/** `id severity title — source (address), …`, one line for each rule. */
export function rulesAsText(all: readonly RuleInfo[]): string {
  return all
    .map(({ id, severity, title, source }) => {
      const sources = source.map((one) => `${one.title} (${one.url})`);
      return `${id} ${severity} ${title} — ${sources.join(', ')}\n`;
    })
    .join('');
}
