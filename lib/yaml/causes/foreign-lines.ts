import { type Cause, lineAfter, lineAt, lineBefore } from './context';

/** `--`, `----`, ` ---` or a long dash: meant to be the `---` between two documents. */
export const documentMark: Cause = ({ text, start }) => {
  const here = lineAt(text, start);
  const line = [here, lineBefore(text, here), lineAfter(text, here)].find(
    (near) => near && /^(?:--|-{4,}|\s+-{3,}|\s*[\u2013\u2014]+-?)\s*$/.test(near.text),
  );
  if (!line) return undefined;
  const repair = [{ start: line.start, end: line.end, text: '---' }];
  return {
    problem: {
      code: 'yaml-syntax',
      start: line.start + line.indent,
      end: line.end,
      message:
        'Between two documents stands a line of three dashes, `---`, from the first column on. This line is something else.',
      fix: { title: 'Write ---', edits: repair },
    },
    repair,
  };
};

/** The fence of a code block, copied along with the YAML inside it. */
export const codeFence: Cause = ({ text, start }) => {
  const here = lineAt(text, start);
  const line = [here, lineAfter(text, here), lineBefore(text, here)].find(
    (near) => near && /^\s*(?:`{3,}|~{3,})[\w-]*\s*$/.test(near.text),
  );
  if (!line) return undefined;
  const repair = [{ start: line.start, end: line.end, text: '' }];
  return {
    problem: {
      code: 'yaml-syntax',
      start: line.start + line.indent,
      end: line.end,
      message: 'This line marks a code block in Markdown, and was copied along with the YAML. Delete it.',
      fix: { title: 'Delete the line', edits: repair },
    },
    repair,
  };
};

/** `// a note`: a comment as other languages write it. */
export const slashComment: Cause = ({ text, start }) => {
  const here = lineAt(text, start);
  const line = [here, lineBefore(text, here)].find((near) => near && /^\s*\/\/ /.test(near.text));
  if (!line) return undefined;
  const from = line.start + line.indent;
  const repair = [{ start: from, end: from + 2, text: '#' }];
  return {
    problem: {
      code: 'yaml-syntax',
      start: from,
      end: line.end,
      message: 'A comment starts with # in YAML. With two slashes the line is a text of its own.',
      fix: { title: 'Start the comment with #', edits: repair },
    },
    repair,
  };
};
