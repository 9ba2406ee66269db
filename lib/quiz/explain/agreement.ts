import type { SureVerdict, Verdict } from './verdict';

/** An answer that a person has judged. */
export interface Judged {
  label: SureVerdict;
  verdict: Verdict;
  /** People would not agree on the label; counts for the table only. */
  arguable: boolean;
}

export interface Agreement {
  /** Clear answers, and those of them that got a verdict. */
  clear: number;
  committed: number;
  /** Of the clear answers that got a verdict, the share whose verdict is the label's (1 when there are none). */
  agreement: number;
  /** Of the clear answers, the share that is unsure. */
  unsure: number;
  /** Cohen's kappa over the clear answers that got a verdict: 1 is perfect, 0 is chance. */
  kappa: number;
  /** Answers that passed as correct and are not; where people disagree, those that are incorrect, not partly correct. */
  wronglyCorrect: number;
}

const verdicts = ['correct', 'partly correct', 'incorrect'] as const;

function share(part: number, of: number, none: number): number {
  return of === 0 ? none : part / of;
}

// As Cohen (1960), "A coefficient of agreement for nominal scales".
function kappaOf(judged: readonly Judged[], observed: number): number {
  const expected = verdicts
    .map((verdict) => {
      const labelled = judged.filter((one) => one.label === verdict).length;
      const graded = judged.filter((one) => one.verdict === verdict).length;
      return share(labelled, judged.length, 0) * share(graded, judged.length, 0);
    })
    .reduce((sum, one) => sum + one, 0);
  return expected === 1 ? 1 : (observed - expected) / (1 - expected);
}

function passesWrongly({ label, verdict, arguable }: Judged): boolean {
  return verdict === 'correct' && (arguable ? label === 'incorrect' : label !== 'correct');
}

/** How far verdicts agree with labels. */
export function agreementOf(judged: readonly Judged[]): Agreement {
  const clear = judged.filter((one) => !one.arguable);
  const committed = clear.filter((one) => one.verdict !== 'unsure');
  const agreement = share(committed.filter((one) => one.verdict === one.label).length, committed.length, 1);
  return {
    clear: clear.length,
    committed: committed.length,
    agreement,
    unsure: share(clear.length - committed.length, clear.length, 0),
    kappa: kappaOf(committed, agreement),
    wronglyCorrect: judged.filter(passesWrongly).length,
  };
}

/** The confusion of all answers as a table in text: a row for each label, a column for each verdict. */
export function confusionTable(judged: readonly Judged[]): string {
  const columns: readonly Verdict[] = [...verdicts, 'unsure'];
  const rows = verdicts.map((label) =>
    columns.map((verdict) => judged.filter((one) => one.label === label && one.verdict === verdict).length),
  );
  const head = ['label \\ verdict', ...columns];
  const table = [head, ...rows.map((row, at) => [verdicts[at] ?? '', ...row.map(String)])];
  return table
    .map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(16) : cell.padStart(15))).join(''))
    .join('\n');
}
