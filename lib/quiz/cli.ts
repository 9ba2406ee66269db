import { readdirSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { gradeExplanation, type Rubric } from './explain';
import { agreementOf, confusionTable, type Judged } from './explain/agreement';
import { answerLineSchema, labelledAnswerSchema, rubricSchema } from './explain/schema';

const usage = `Usage:
  npm run quiz -- check LESSON [--blind]    how far the grader agrees with the labelled answers of a lesson
  npm run -s quiz -- grade LESSON FILE      grades a file of JSON lines {id, answer}
LESSON is a folder of content, as week1/day6. --blind does not print the misses of kept-out.jsonl.

grade prints a line of JSON for each answer, in the order of FILE: {"id", "verdict", "points"}.
  verdict  correct, partly correct or incorrect; or unsure: the grader does not commit itself, the learner decides
  points   for each point of the rubric met, not shown, contradicted or unsure
A point that is unsure makes the verdict unsure when it would be another one, depending on how that point is decided.`;

async function rubricOf(lesson: string): Promise<Rubric> {
  const path = resolve('content', lesson, 'explain.ts');
  const loaded: unknown = await import(pathToFileURL(path).href);
  return z.object({ rubric: rubricSchema }).parse(loaded).rubric;
}

/** Reads JSON lines; a line that is none of the kind is told on stderr with its number, and passed over. */
function readLines<T>(path: string, schema: z.ZodType<T>): T[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, at) => {
      if (line.trim() === '') return [];
      try {
        return [schema.parse(JSON.parse(line))];
      } catch (error) {
        const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
        console.error(`${path}:${at + 1}: ${why}`);
        process.exitCode = 1;
        return [];
      }
    });
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

/** @returns whether the file's answers keep the floor. */
function checkFile(rubric: Rubric, path: string, showMisses: boolean): { ok: boolean; judged: Judged[] } {
  const rows = readLines(path, labelledAnswerSchema);
  const graded = rows.map((row) => ({ row, grade: gradeExplanation(rubric, row.answer) }));
  const judged = graded.map(({ row, grade }) => ({
    ...{ label: row.verdict, verdict: grade.verdict, arguable: row.arguable === true },
  }));
  const result = agreementOf(judged);
  const arguable = rows.length - result.clear;
  console.log(`\n${basename(path)}: ${rows.length} answers, ${arguable} of them arguable`);
  console.log(`agreement ${percent(result.agreement)} of ${result.committed} clear answers with a verdict`);
  console.log(
    `unsure ${percent(result.unsure)} of ${result.clear} clear answers; kappa ${result.kappa.toFixed(3)}`,
  );
  console.log(`wrongly correct: ${result.wronglyCorrect}`);
  console.log(confusionTable(judged));
  for (const { row, grade } of showMisses ? graded : []) {
    if (grade.verdict === row.verdict) continue;
    const points = grade.points.map((point) => `${point.id}: ${point.status}`).join(', ');
    console.log(
      `- ${row.id}${row.arguable === true ? ' (arguable)' : ''}: ${row.verdict}, graded ${grade.verdict}`,
    );
    console.log(`    ${JSON.stringify(row.answer)}\n    ${points}`);
  }
  const { floor } = rubric;
  const ok =
    result.agreement >= floor.agreement && result.unsure <= floor.unsure && result.wronglyCorrect === 0;
  return { ok, judged };
}

async function check(lesson: string, blind: boolean): Promise<void> {
  const rubric = await rubricOf(lesson);
  const folder = resolve('content', lesson, 'answers');
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  const results = files.map((name) =>
    checkFile(rubric, resolve(folder, name), !(blind && name === 'kept-out.jsonl')),
  );
  const labelled = results.flatMap((one) => one.judged).length;
  const floor = `agreement ${percent(rubric.floor.agreement)}, unsure ${percent(rubric.floor.unsure)}, none wrongly correct`;
  if (labelled < 60) console.log(`\n${labelled} labelled answers are too few: write at least 60.`);
  const ok = labelled >= 60 && results.every((one) => one.ok);
  console.log(`\n${ok ? 'Every file keeps' : 'A file is under'} the floor: ${floor}.`);
  if (!ok) process.exitCode = 1;
}

async function grade(lesson: string, file: string): Promise<void> {
  const rubric = await rubricOf(lesson);
  for (const { id, answer } of readLines(file, answerLineSchema)) {
    const { verdict, points } = gradeExplanation(rubric, answer);
    const statuses = Object.fromEntries(points.map((point) => [point.id, point.status]));
    console.log(JSON.stringify({ id, verdict, points: statuses }));
  }
}

const [command, lesson, ...rest] = process.argv.slice(2);
const [file] = rest;
if (command === 'check' && lesson !== undefined) await check(lesson, rest.includes('--blind'));
else if (command === 'grade' && lesson !== undefined && file !== undefined) await grade(lesson, file);
else {
  console.error(usage);
  process.exitCode = 2;
}
