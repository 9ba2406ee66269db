import { type Cause, type Line, lineAfter, lineAt, lineBefore } from './context';
import { reindent } from './indentation';

/** An entry of a list at a column where the list has none: `- name: b` a space left or right of the one before. */
export const itemOffColumn: Cause = (complaint) => {
  const line = itemAt(complaint);
  if (!line) return undefined;
  const columns = listsAbove(complaint.text, line).sort(
    (a, b) => Math.abs(a - line.indent) - Math.abs(b - line.indent) || b - a,
  );
  const [wanted] = columns;
  return wanted === undefined || wanted === line.indent
    ? undefined
    : reindent(complaint.text, line, wanted, 'The indentation of this entry fits no list above it.');
};

/** An entry of a list below keys that have no dash. */
export const itemAmongKeys: Cause = (complaint) => {
  const line = itemAt(complaint);
  const above = line && lineBefore(complaint.text, line);
  if (!line || !above || /^ *- /.test(above.text)) return undefined;
  const end = blockEnd(complaint.text, line);
  return {
    problem: {
      code: 'yaml-syntax',
      start: line.start + line.indent,
      end: line.end,
      message:
        'A dash starts an entry of a list here, and the lines above it at this level are no list: they have no dash. Put one before the first of them, or indent this line below the key whose list it is.',
    },
    repair: [{ start: line.start, end, text: '' }],
  };
};

function itemAt({ text, code, message, start }: Parameters<Cause>[0]): Line | undefined {
  const odd =
    (code === 'BLOCK_AS_IMPLICIT_KEY' && message.startsWith('A block sequence')) ||
    (code === 'BAD_INDENT' && message.startsWith('All sequence items'));
  if (!odd) return undefined;
  const here = lineAt(text, start);
  return [here, start >= here.end ? lineAfter(text, here) : undefined].find(
    (line) => line && /^ *- /.test(line.text),
  );
}

/** The columns of the dashes of the lists that are open above a line. */
function listsAbove(text: string, line: Line): number[] {
  const columns: number[] = [];
  let limit = Number.POSITIVE_INFINITY;
  for (let above = lineBefore(text, line); above && limit > 0; above = lineBefore(text, above)) {
    if (above.text === '---') break;
    if (above.indent >= limit) continue;
    limit = above.indent;
    if (/^ *- /.test(above.text)) columns.push(above.indent);
    // Keys left of the entry close the lists inside them.
    else if (above.indent < line.indent && columns.length === 0) break;
  }
  return columns;
}

function blockEnd(text: string, line: Line): number {
  let end = line.end;
  for (let next = lineAfter(text, line); next && next.indent > line.indent; next = lineAfter(text, next))
    end = next.end;
  return end;
}
