import { blockNotIndented, outOfBlock } from './causes/block-text';
import {
  missingComma,
  missingCommaAtEnd,
  strayBracket,
  strayComma,
  unclosedBracket,
} from './causes/brackets';
import { conflictMark, mergeConflict } from './causes/conflict';
import { type Cause, type Complaint, type Diagnosis, lineAt } from './causes/context';
import { codeFence, documentMark, slashComment } from './causes/foreign-lines';
import { dashWithoutSpace, offColumn, tab, tooDeep } from './causes/indentation';
import { colonInText, missingColon, missingSpace, reservedStart } from './causes/keys';
import { itemAmongKeys, itemOffColumn } from './causes/list-items';
import { badEscape, textAfterQuote, unclosedQuote } from './causes/quotes';
import { slipped } from './causes/slipped';
import { templateBraces, templateLine } from './causes/templates';

const CAUSES: Cause[] = [
  mergeConflict,
  conflictMark,
  codeFence,
  documentMark,
  slashComment,
  tab,
  blockNotIndented,
  outOfBlock,
  templateLine,
  templateBraces,
  unclosedQuote,
  textAfterQuote,
  badEscape,
  unclosedBracket,
  strayBracket,
  missingComma,
  missingCommaAtEnd,
  strayComma,
  dashWithoutSpace,
  missingSpace,
  missingColon,
  slipped,
  itemOffColumn,
  itemAmongKeys,
  tooDeep,
  colonInText,
  reservedStart,
  offColumn,
];

/** Finds what a person would call the mistake behind a parser's complaint, and a change that lets reading go on. */
export function diagnose(
  text: string,
  error: { code: Complaint['code']; message: string; pos: [number, number] },
): Diagnosis {
  const start = Math.min(error.pos[0], text.length);
  const complaint: Complaint = { text, code: error.code, message: error.message, start, end: error.pos[1] };
  for (const cause of CAUSES) {
    const diagnosis = cause(complaint);
    if (diagnosis) return diagnosis;
  }
  return unknown(complaint);
}

/** No known cause: the parser's own words, and the line is left out of the reading. */
function unknown({ text, message, start, end }: Complaint): Diagnosis {
  const line = lineAt(text, start);
  const from = line.start + line.indent;
  return {
    problem: {
      code: 'yaml-syntax',
      start: Math.min(start, line.end),
      end: Math.max(Math.min(end, line.end), Math.min(start + 1, line.end)),
      message: `This is not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}.`,
    },
    repair: [{ start: from, end: line.end, text: '' }],
  };
}
