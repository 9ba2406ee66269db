import type { Change, Size } from '../copy/changes';
import { quoted } from './quote';

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** ` 3 files changed, 52 insertions(+)`. As git/diff.c, print_stat_summary. */
export function shortStat(sizes: readonly Size[]): string {
  if (sizes.length === 0) return '';
  let added = 0;
  let deleted = 0;
  for (const size of sizes) {
    added += size?.added ?? 0;
    deleted += size?.deleted ?? 0;
  }
  let text = ` ${counted(sizes.length, 'file', 'files')} changed`;
  if (added > 0 || deleted === 0) text += `, ${counted(added, 'insertion(+)', 'insertions(+)')}`;
  if (deleted > 0 || added === 0) text += `, ${counted(deleted, 'deletion(-)', 'deletions(-)')}`;
  return `${text}\n`;
}

/** `week1/{day5 => day6}/app.yaml`: what two paths share stands once. As git/diff.c, pprint_rename. */
export function renamePath(from: string, to: string): string {
  if (quoted(from) !== from || quoted(to) !== to) return `${quoted(from)} => ${quoted(to)}`;
  let start = 0;
  for (let i = 0; i < Math.min(from.length, to.length) && from[i] === to[i]; i++)
    if (from[i] === '/') start = i + 1;
  // A slash that ends the shared beginning may begin the shared end as well.
  const floor = start > 0 ? start - 1 : 0;
  let end = 0;
  for (let i = 1; ; i++) {
    const [a, b] = [from.length - i, to.length - i];
    if (a < floor || b < floor || from[a] !== to[b]) break;
    if (from[a] === '/') end = i;
  }
  if (start === 0 && end === 0) return `${from} => ${to}`;
  const middle = (path: string) => path.slice(start, Math.max(start, path.length - end));
  return `${from.slice(0, start)}{${middle(from)} => ${middle(to)}}${from.slice(from.length - end)}`;
}

/** ` create mode 100644 service.yaml`, for each file that came, went or moved. As git/diff.c, diff_summary. */
export function summary(changes: readonly Change[]): string {
  return changes
    .map(({ kind, path, from, mode, alike }) => {
      if (kind === 'new file') return ` create mode ${mode} ${quoted(path)}\n`;
      if (kind === 'deleted') return ` delete mode ${mode} ${quoted(path)}\n`;
      if (kind === 'renamed') return ` rename ${renamePath(from ?? '', path)} (${alike}%)\n`;
      return '';
    })
    .join('');
}

const WIDTH = 80;

/** As git/diff.c, scale_linear: something is shown for what is there. */
const scaled = (count: number, width: number, most: number): number =>
  count === 0 ? 0 : 1 + Math.floor((count * (width - 1)) / most);

/** ` deployment.yaml | 2 +-`, for each file. As git/diff.c, show_stats, for a terminal of 80 columns. */
export function statLines(changes: readonly Change[], sizes: readonly Size[]): string {
  const rows = changes.map((change, i) => {
    const name = change.from === undefined ? quoted(change.path) : renamePath(change.from, change.path);
    return { name, size: sizes[i] };
  });
  const most = Math.max(0, ...sizes.map((size) => (size ? size.added + size.deleted : 0)));
  const longest = Math.max(0, ...rows.map(({ name }) => name.length));
  const numberWidth = Math.max(String(most).length, sizes.includes(undefined) ? 3 : 0);
  let nameWidth = longest;
  let graphWidth = most;
  if (nameWidth + numberWidth + 6 + graphWidth > WIDTH) {
    const graphAtMost = Math.floor((WIDTH * 3) / 8) - numberWidth - 6;
    if (graphWidth > graphAtMost) graphWidth = Math.max(6, graphAtMost);
    if (nameWidth > WIDTH - numberWidth - 6 - graphWidth) nameWidth = WIDTH - numberWidth - 6 - graphWidth;
    else graphWidth = WIDTH - numberWidth - 6 - nameWidth;
  }
  return rows.map(({ name, size }) => ` ${shortened(name, nameWidth)} | ${bar(size)}\n`).join('');

  function bar(size: Size): string {
    if (size === undefined) return `${'Bin'.padStart(numberWidth)}`;
    let { added, deleted } = size;
    const total = added + deleted;
    if (graphWidth < most) {
      const width = Math.max(scaled(total, graphWidth, most), added > 0 && deleted > 0 ? 2 : 0);
      if (added < deleted) {
        added = scaled(added, graphWidth, most);
        deleted = width - added;
      } else {
        deleted = scaled(deleted, graphWidth, most);
        added = width - deleted;
      }
    }
    const number = String(total).padStart(numberWidth);
    return total === 0 ? number : `${number} ${'+'.repeat(added)}${'-'.repeat(deleted)}`;
  }
}

/** A name in `width` columns: of a longer one the end, from a slash on if there is one. */
function shortened(name: string, width: number): string {
  if (name.length <= width) return name.padEnd(width);
  const end = name.slice(name.length - Math.max(0, width - 3));
  const slash = end.indexOf('/');
  return `...${slash === -1 ? end : end.slice(slash)}`.padEnd(width);
}
