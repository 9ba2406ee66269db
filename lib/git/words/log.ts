const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Mon Jan 5 09:00:00 2026 +0000`. As git/date.c, show_date; the lab's people live at UTC. */
function dateText(seconds: number): string {
  const date = new Date(seconds * 1000);
  const time = date.toISOString().slice(11, 19);
  return `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()} ${time} ${date.getUTCFullYear()} +0000`;
}

/** A commit as `git log` names it. */
export interface Logged {
  oid: string;
  commit: {
    message: string;
    parent: readonly string[];
    author: { name: string; email: string; timestamp: number };
  };
}

const subjectOf = (message: string): string =>
  (message.split(/\n\s*\n/)[0] ?? '').trimEnd().replace(/\n/g, ' ');

/** What `git log` prints. */
export function logText(commits: readonly Logged[]): string {
  return commits
    .map(({ oid, commit: { message, parent, author } }) => {
      const merge = parent.length > 1 ? `Merge: ${parent.map((one) => one.slice(0, 7)).join(' ')}\n` : '';
      const body = message
        .trimEnd()
        .split('\n')
        .map((text) => `    ${text}\n`.replace(/^ +\n$/, '    \n'));
      return `commit ${oid}\n${merge}Author: ${author.name} <${author.email}>\nDate:   ${dateText(author.timestamp)}\n\n${body.join('')}`;
    })
    .join('\n');
}

/** What `git log --oneline` prints. */
export function onelineText(commits: readonly Logged[]): string {
  return commits.map(({ oid, commit }) => `${oid.slice(0, 7)} ${subjectOf(commit.message)}\n`).join('');
}

/** The first paragraph of a message, in one line. */
export { subjectOf };
