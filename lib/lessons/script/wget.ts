import type { Fetched, Transfer } from './curl';
import { Unread } from './syntax';
import { type Network, requestTo } from './world';

const shortValues = 'OTtUYPo';
const flags = new Set([
  '--spider',
  '--quiet',
  '--no-verbose',
  '--no-check-certificate',
  '--server-response',
  '-nv',
]);

/** Runs `wget`: 0 when every address answers below 400, 1 otherwise. BusyBox stops at the first that fails. */
export function wget(argv: readonly string[], network: Network): Fetched {
  const urls: string[] = [];
  let [toOut, spider] = [false, false];
  const rest = [...argv];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    const long = /^--(output-document|timeout|tries|user-agent|header)(?:=(.*))?$/.exec(argument);
    if (long) {
      const value = long[2] ?? rest.shift();
      if (long[1] === 'output-document') toOut = value === '-';
    } else if (flags.has(argument)) spider ||= argument === '--spider';
    else if (argument.startsWith('--')) throw new Unread(`\`wget ${argument}\``);
    else if (argument.startsWith('-') && argument.length > 1) {
      const letter = [...argument.slice(1)].findIndex((c) => shortValues.includes(c)) + 1;
      const known = argument.slice(1, letter === 0 ? undefined : letter);
      if (/[^qSc]/.test(known)) throw new Unread(`\`wget ${argument}\``);
      if (letter === 0) continue;
      const value = argument.slice(letter + 1) || rest.shift();
      if (argument[letter] === 'O') toOut = value === '-';
    } else urls.push(argument);
  }
  const transfers: Transfer[] = [];
  let out = '';
  for (const url of urls) {
    const request = requestTo(url);
    if (!request) return { exit: 1, out, transfers };
    const answer = network(request);
    const ok = !('trouble' in answer) && answer.status < 400;
    transfers.push({ request, answer, exit: ok ? 0 : 1, decides: true });
    if (!ok) return { exit: 1, out, transfers };
    if (toOut && !spider) out += answer.body;
  }
  return { exit: urls.length === 0 ? 1 : 0, out, transfers };
}
