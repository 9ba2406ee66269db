import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { play, type Told } from './play';
import { gitVersion, playReal } from './real';
import { SESSIONS } from './sessions';

const FIXTURE = 'tests/fixtures/git/sessions.json';
/** Git's words change from version to version; these are of this one. */
const VERSION = '2.39.5';

// `RECORD=1 npx vitest run tests/unit/git/words.test.ts` records what the Git at hand says.
if (process.env.RECORD) {
  const recorded = Object.fromEntries(SESSIONS.map((session) => [session.name, playReal(session)]));
  writeFileSync(FIXTURE, `${JSON.stringify(recorded, null, 1)}\n`);
}

const recorded: { [session: string]: Told[] } = JSON.parse(readFileSync(FIXTURE, 'utf8'));
const masked = (told: readonly Told[], mask: boolean | undefined): Told[] =>
  mask ? JSON.parse(JSON.stringify(told).replace(/\b[0-9a-f]{7,40}\b/g, 'HASH')) : [...told];

describe.each(SESSIONS)('$name', (session) => {
  it('is told in the words of Git, with its hashes', async () => {
    const real = recorded[session.name] ?? [];
    expect(real.length).toBeGreaterThan(0);
    const mine = await play(session);
    expect(masked(mine, session.maskHashes)).toEqual(masked(real, session.maskHashes));
  });
});

// One of them, since real Git takes its time; `REAL=1` for all.
const replayed = process.env.REAL
  ? SESSIONS
  : SESSIONS.filter(({ name }) => name === 'a server that declines');
describe.skipIf(gitVersion() !== VERSION).each(replayed)('$name', (session) => {
  it('was recorded from Git as it is here', () => {
    const mask = session.maskHashes;
    expect(masked(playReal(session), mask)).toEqual(masked(recorded[session.name] ?? [], mask));
  });
});
