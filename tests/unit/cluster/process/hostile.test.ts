import { describe, expect, it } from 'vitest';
import { run, sh } from './support';

const OURS = '(a limit of the lab: a real shell would go on)\n';

describe('a hostile script', () => {
  it.each([
    ['while :; do :; done'],
    ['x=$(while :; do :; done)'],
    ['cat <<E\n$(until false; do true; done)\nE'],
    ["trap 'while :; do :; done' EXIT; exit 0"],
    ['while :; do echo y; done | head -n 2'],
  ])('that turns for ever is in time that passes: %s', async (script) => {
    const ran = await sh(script, { maxMs: 2000 });
    expect([ran.exitCode, ran.tookMs, ran.faults]).toEqual([undefined, 2000, []]);
  });

  it.each([
    ["eval 'while :; do :; done'; echo no"],
    ["e=eval; $e 'while :; do for i in 1 2; do :; done; done'; echo no"],
    ["echo 'until false; do :; done' > /tmp/lib; . /tmp/lib; echo no"],
  ])('whose loop comes into being late is ended, and told why: %s', async (script) => {
    const ran = await sh(script, { maxMs: 5000 });
    expect(ran.text).toBe(`sh: a loop inside eval, a sourced file or an alias never waits ${OURS}`);
    expect([ran.exitCode, ran.faults]).toEqual([126, []]);
  });

  it('may wait in a loop of eval as long as it likes', async () => {
    const script = "eval 'i=0; while [ $i -lt 5 ]; do sleep 600; i=$((i+1)); done'; echo $i";
    const ran = await sh(script);
    expect([ran.out, ran.tookMs]).toEqual(['5\n', 3_000_000]);
  });

  it.each([
    ['f() { f; }; f', 'sh: f: too deep a recursion or nesting '],
    ['x=a; while :; do x=$x$x; done', 'sh: too much text at once '],
    ['seq 100000000', 'sh: seq: too much text at once '],
    ["awk 'BEGIN { while (1); }'", 'awk: too many steps '],
    ["echo a | sed ':a;ba'", 'sed: too many steps '],
    [`${'('.repeat(500)}:${')'.repeat(500)}`, 'sh: too deep a recursion or nesting '],
  ])('that wants more than the lab has is told so: %s', async (script, words) => {
    const ran = await sh(script, { maxMs: 60_000 });
    expect(ran.text).toBe(words + OURS);
    expect(ran.exitCode).toBeGreaterThan(0);
    expect(ran.faults).toEqual([]);
  });

  it('that starts itself again and again cannot fork in the end', async () => {
    const ran = await sh('echo "sh /tmp/a" > /tmp/a; sh /tmp/a; echo $?');
    expect(ran.text).toBe("/tmp/a: can't fork: Resource temporarily unavailable\n2\n");
  });

  it.each([['f() { f | f & }; f'], ['yes > /dev/null'], ['yes | head -n 1'], ['rm -rf /*; ls /']])(
    'costs a bounded time: %s',
    async (script) => {
      const ran = await sh(script, { maxMs: 60_000 });
      expect([ran.exitCode, ran.faults]).toEqual([0, []]);
    },
  );

  it('that prints without end is slowed down', async () => {
    const ran = await sh('yes', { maxMs: 600_000 });
    expect(ran.text.length).toBeLessThan(4_000_000);
    expect(ran.exitCode).toBeUndefined();
  });

  it('whose words no kernel takes is not started', async () => {
    await expect(run(['sh', '-c', 'a\0b'])).rejects.toThrow('"sh": invalid argument');
  });
});
