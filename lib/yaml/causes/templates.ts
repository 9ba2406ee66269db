import { type Cause, lineAt, lineBefore } from './context';
import { quoteAll } from './keys';

/** `{{- if .Values.ingress }}`: a line that only Helm reads. */
export const templateLine: Cause = ({ text, start }) => {
  const here = lineAt(text, start);
  const line = [here, lineBefore(text, here)].find((near) => near && /^\s*\{\{.*\}\}\s*$/.test(near.text));
  if (!line) return undefined;
  return {
    problem: {
      code: 'yaml-syntax',
      start: line.start + line.indent,
      end: line.end,
      message:
        'This line belongs to a template of Helm, and here nobody fills it in: to YAML a brace opens a mapping. Write out what it should become, or keep the file among the templates of a chart.',
    },
    repair: [{ start: line.start + line.indent, end: line.end, text: '' }],
  };
};

/** `name: {{ cluster }}-web`: a template's braces, which are a mapping to YAML. */
export const templateBraces: Cause = ({ text, code, start }) => {
  if (code !== 'UNEXPECTED_TOKEN' && code !== 'MISSING_CHAR' && code !== 'BLOCK_IN_FLOW') return undefined;
  const line = lineAt(text, start);
  const found = /^\s*(?:- +)*(?:[\w./-]+: +)?(?=\{\{)/.exec(line.text);
  if (!found) return undefined;
  const value = line.text
    .slice(found[0].length)
    .replace(/\s+#.*$/, '')
    .trimEnd();
  return quoteAll(
    line.start + found[0].length,
    value,
    'A text that starts with `{{` has to be in quotes: to YAML a brace opens a mapping.',
  );
};
