import { applied } from '@/lib/yaml';
import type { FindingFix, Found } from './rule';

/** Trying a fix costs about as much as validating once, so no more are tried; the next ones come when these are done. */
const MOST_TRIED = 5;
const LONGEST_TRIED = 60_000;

interface Trial {
  /** The text of a file, and whether parts of it could not be read, or are not what they seem. */
  file: (path: string) => { text: string; broken: boolean } | undefined;
  /** What a tree with another text at a path shows. */
  findingsWith: (path: string, text: string) => ReadonlyMap<string, readonly Found[]>;
}

/**
 * Withholds the fixes that would not remove what they mend, or would bring errors up. In a file that can be read a
 * rule knows what its edits do; in one that cannot, and where a fix says that it reveals others, it has to be tried.
 */
export function soundFixes(found: ReadonlyMap<string, Found[]>, trial: Trial): Map<string, Found[]> {
  let tried = 0;
  let before: number | undefined;
  const sound = ({ rule, message }: Found, path: string, fix: FindingFix): boolean => {
    const target = trial.file(fix.path ?? path);
    if (!target || !(target.broken || fix.reveals || trial.file(path)?.broken)) return true;
    if (target.text.length > LONGEST_TRIED || ++tried > MOST_TRIED) return false;
    before ??= errorsIn(found);
    const after = trial.findingsWith(fix.path ?? path, applied(target.text, fix.edits));
    const count = (all: ReadonlyMap<string, readonly Found[]>) =>
      distinct(all.get(path) ?? []).filter((one) => one.rule.id === rule.id && one.message === message)
        .length;
    return count(after) < count(found) && errorsIn(after) <= before;
  };
  const kept = new Map<string, Found[]>();
  for (const [path, findings] of found)
    kept.set(
      path,
      findings.map((finding) =>
        finding.fixes?.length
          ? { ...finding, fixes: finding.fixes.filter((fix) => sound(finding, path, fix)) }
          : finding,
      ),
    );
  return kept;
}

function errorsIn(found: ReadonlyMap<string, readonly Found[]>): number {
  let errors = 0;
  for (const findings of found.values())
    errors += distinct(findings).filter(
      ({ severity, rule }) => (severity ?? rule.severity) === 'error',
    ).length;
  return errors;
}

/** As they are shown: what two rules' ways lead to is one finding. */
function distinct(findings: readonly Found[]): Found[] {
  const keys = new Map(
    findings.map((one) => [`${one.rule.id}|${one.start}|${one.end}|${one.message}`, one] as const),
  );
  return [...keys.values()];
}
