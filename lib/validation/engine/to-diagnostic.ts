import type { Lines, Span } from '@/lib/yaml';
import type { Diagnostic, Fix, Range } from '../diagnostic';
import type { SourceFile } from './file';
import type { Project } from './project';
import type { FindingFix, Found, SeverityWord } from './rule';

const SEVERITY = { error: 1, warning: 2, hint: 4 } as const satisfies Record<SeverityWord, number>;

/** No file needs more; a text that is wrong everywhere is one mistake. */
const MOST_IN_ONE_FILE = 200;

/** A stretch of text as a range of lines and columns. */
export function rangeOf(lines: Lines, { start, end }: Span): Range {
  return { start: lines.positionAt(start), end: lines.positionAt(Math.max(start, end)) };
}

/** Findings as diagnostics, in the order of the text, each once. */
export function toDiagnostics(found: readonly Found[], file: SourceFile, project: Project): Diagnostic[] {
  const seen = new Set<string>();
  const once = found.filter(({ rule, start, end, message }) => {
    const key = `${rule.id}|${start}|${end}|${message}`;
    return !seen.has(key) && seen.add(key);
  });
  once.sort(
    (a, b) =>
      a.start - b.start || a.end - b.end || (a.rule.id < b.rule.id ? -1 : a.rule.id > b.rule.id ? 1 : 0),
  );
  return once.slice(0, MOST_IN_ONE_FILE).map((finding) => ({
    range: rangeOf(file.yaml.lines, visible(finding, file)),
    severity: SEVERITY[finding.severity ?? finding.rule.severity],
    code: finding.rule.id,
    message: finding.message,
    codeDescription: { href: `/rules/${finding.rule.id}` },
    ...(finding.related?.length ? { relatedInformation: related(finding, project) } : {}),
    fixes: (finding.fixes ?? []).flatMap((fix) => toFix(fix, file, project)),
  }));
}

/** Whether a finding is about words that could not be read as they stand: what was read instead is a guess. */
export function isGuessed(finding: Found, file: SourceFile): boolean {
  const { problems } = file.yaml;
  if (problems.length === 0 || finding.rule.id.startsWith('yaml-')) return false;
  const { start, end } = visible(finding, file);
  return problems.some(
    (problem) => problem.code !== 'yaml-duplicate-key' && start <= problem.end && problem.start <= end,
  );
}

/** A range of a whole mapping would paint half the file: long ones end with their first line. */
function visible({ start, end }: Span, file: SourceFile): Span {
  const { lines, text } = file.yaml;
  const line = lines.positionAt(start).line;
  const lineEnd = lines.startOf(line) + lines.lineText(line).length;
  if (end <= lineEnd)
    return { start, end: Math.max(end, Math.min(start + 1, text.length, Math.max(lineEnd, start))) };
  return { start, end: Math.max(start, lineEnd) };
}

function related(finding: Found, project: Project): NonNullable<Diagnostic['relatedInformation']> {
  return (finding.related ?? []).flatMap(({ path, message, ...span }) => {
    const file = project.files.get(path);
    return file ? [{ location: { uri: path, range: rangeOf(file.yaml.lines, span) }, message }] : [];
  });
}

function toFix(fix: FindingFix, own: SourceFile, project: Project): Fix[] {
  const file = fix.path === undefined ? own : project.files.get(fix.path);
  if (!file) return [];
  const edits = fix.edits.map(({ text, ...span }) => ({
    range: rangeOf(file.yaml.lines, span),
    newText: text,
  }));
  return [{ title: fix.title, changes: [{ path: file.path, edits }] }];
}
