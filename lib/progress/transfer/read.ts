import * as v from 'valibot';
import { parse } from '../parse';
import { type ExportFile, FORMAT, fileSchema, VERSION } from './file';

/** Half of what browsers parse without a pause that one would notice twice; a draft has a few hundred kilobytes. */
const LARGEST = 32 * 1024 * 1024;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

type Read = { file: ExportFile } | { refused: string };

function parseJson(text: string): { value: unknown } | { refused: string } {
  let forbidden: string | undefined;
  try {
    const value: unknown = JSON.parse(text, (key, inner: unknown) => {
      if (FORBIDDEN.has(key)) forbidden = key;
      return inner;
    });
    if (forbidden !== undefined)
      return { refused: `It has a field named ${forbidden}, which no export of this course has.` };
    return { value };
  } catch (error) {
    return { refused: `It is not JSON: ${error instanceof Error ? error.message : String(error)}.` };
  }
}

/** What is wrong, where, in one sentence: `events[3].at`. */
function firstIssue([issue]: readonly v.BaseIssue<unknown>[]): string {
  const where = (issue?.path ?? []).map(({ key }) =>
    typeof key === 'number' ? `[${key}]` : `.${String(key)}`,
  );
  const place = where.join('').replace(/^\./, '');
  return place === ''
    ? 'It does not have the fields of an export.'
    : `${place} is not what an export has there.`;
}

/** Two of the same name would mean that one of them gets lost. */
function twice(file: ExportFile): string | undefined {
  const names = [
    ...file.events.map(({ id }) => `the event ${id}`),
    ...file.drafts.flatMap(({ lesson, files, answers }) => [
      `the draft of ${lesson}`,
      ...files.map(({ path }) => `${path} of ${lesson}`),
      ...answers.map(({ question }) => `the answer to ${question} of ${lesson}`),
    ]),
  ];
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) return `It has ${name} twice.`;
    seen.add(name);
  }
  return undefined;
}

/** Reads the text of an exported file, whoever wrote it. Never throws; the reason of a refusal is a sentence. */
export function readFile(text: string): Read {
  if (text.length > LARGEST)
    return { refused: 'It is larger than 32 MB, which no export of this course is.' };
  const json = parseJson(text);
  if ('refused' in json) return json;
  const head = parse(v.object({ format: v.literal(FORMAT), version: v.number() }), json.value);
  if (head === undefined) return { refused: 'It is not an export of this course.' };
  if (head.version > VERSION)
    return {
      refused: `It comes from a newer version of this course (format ${head.version}; this page reads ${VERSION}).`,
    };
  const parsed = v.safeParse(fileSchema, json.value, { abortEarly: true });
  if (!parsed.success) return { refused: firstIssue(parsed.issues) };
  const double = twice(parsed.output);
  return double === undefined ? { file: parsed.output } : { refused: double };
}
