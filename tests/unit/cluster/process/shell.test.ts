import { describe, expect, it } from 'vitest';
import { createVolume } from '@/lib/cluster/process';
import { run, sh } from './support';

describe('a script in a container', () => {
  it('prints when it prints, both streams in their order', async () => {
    const { timed, exitCode } = await sh('echo a; sleep 5; echo b >&2; nope; exit 3');
    expect(timed).toEqual([
      [0, 'a\n'],
      [5000, 'b\n'],
      [5000, 'sh: nope: not found\n'],
    ]);
    expect(exitCode).toBe(3);
  });

  it('prints from inside functions at once, and into pipes and substitutions when they are caught', async () => {
    const { timed } = await sh(
      'f() { echo in; sleep 2; echo out; }; f; x=$(f); echo "[$x]"; f | cat; f > /tmp/f',
    );
    expect(timed).toEqual([
      [0, 'in\n'],
      [2000, 'out\n'],
      [4000, '[in\nout]\n'],
      [6000, 'in\nout\n'],
    ]);
  });

  it('keeps what tools print inside a substitution', async () => {
    const { out } = await sh('x=$(seq 3 | xargs echo); echo "[$x]"; y=$(sh -c "echo deep"); echo "[$y]"');
    expect(out).toBe('[1 2 3]\n[deep]\n');
  });

  // busybox shell/ash.c, dash src/error.c, bash error.c
  it.each([
    ['busybox', 'sh: nope: not found\n'],
    ['debian', 'sh: 1: nope: not found\n'],
  ])('says in %s that a command is not found as its shell does', async (image, words) => {
    const { text, exitCode } = await sh('nope', { image });
    expect([text, exitCode]).toEqual([words, 127]);
  });

  it('says in bash that a command is not found as bash does', async () => {
    const { text } = await run(['bash', '-c', 'nope'], { image: 'debian' });
    expect(text).toBe('bash: line 1: nope: command not found\n');
  });

  it('ends at the first failure under set -e, after its EXIT trap', async () => {
    const { out, exitCode } = await sh('set -e; trap "echo bye" EXIT; false; echo no');
    expect([out, exitCode]).toEqual(['bye\n', 1]);
  });

  it('ends with 2 at an unset variable under set -u', async () => {
    const { text, exitCode } = await sh('set -u; echo $NOPE; echo no');
    expect([text, exitCode]).toEqual(['sh: NOPE: parameter not set\n', 2]);
  });

  it('waits for what it started in the background', async () => {
    const { timed } = await sh('sleep 3 & echo started; wait; echo done');
    expect(timed).toEqual([
      [0, 'started\n'],
      [3000, 'done\n'],
    ]);
  });

  // POSIX: wait answers the job's status, 128 and the signal for one that was killed. Words: busybox procps/kill.c.
  it('knows its jobs by their numbers: $!, wait, kill', async () => {
    const script = `
      sleep 100 & first=$!
      (sleep 2; exit 3) &
      wait $!; echo "second: $?"
      kill $first; wait $first; echo "first: $?"
      kill -0 $first || echo gone
      wait 99; echo $?`;
    const { out, err, tookMs } = await sh(script);
    expect(out).toBe('second: 3\nfirst: 143\ngone\n127\n');
    expect(err).toBe("sh: can't kill pid 7: No such process\n");
    expect(tookMs).toBe(2000);
  });

  it('takes its functions along into the background', async () => {
    const { out } = await sh('serve() { sleep 1; echo "served $1"; }; serve a & serve b & wait; echo all');
    expect(out).toBe('served a\nserved b\nall\n');
  });

  // busybox shell/ash.c, dash src/parser.c
  it.each([
    ['busybox', 'echo "a', 'sh: syntax error: unterminated quoted string\n'],
    ['debian', 'echo "a', 'sh: 1: Syntax error: Unterminated quoted string\n'],
    ['busybox', 'while true; do echo', 'sh: syntax error: unexpected end of file (expecting "done")\n'],
    ['debian', 'if true; then echo', 'sh: 1: Syntax error: end of file unexpected (expecting "fi")\n'],
  ])('says in %s what is wrong with %j', async (image, script, words) => {
    const { text, exitCode } = await sh(script, { image });
    expect([text, exitCode]).toEqual([words, 2]);
  });

  it('takes time, chance and its name from the simulation', async () => {
    const script = 'echo $0 $((RANDOM % 100)) $RANDOM; date -u +%FT%TZ; sleep 61; date +%s';
    const first = await sh(script);
    const second = await sh(script);
    expect(first.out).toMatch(/^sh \d+ \d+\n2026-01-05T08:00:00Z\n1767600061\n$/);
    expect(second.out).toBe(first.out);
  });

  it('passes arguments and options as the shell does', async () => {
    const { out, exitCode } = await run(['sh', '-ec', 'echo "$1-$2-$0"; false; echo no', 'name', 'a b', 'c']);
    expect([out, exitCode]).toEqual(['a b-c-name\n', 1]);
  });

  it('runs a script that is a file, by its first line', async () => {
    const volume = createVolume({ 'run.sh': '#!/bin/sh\necho "ran $1 as $0"\n' }, 0o755);
    const mounts = [{ path: '/scripts', volume, readOnly: true }];
    expect((await run(['/scripts/run.sh', 'x'], { mounts })).out).toBe('ran x as /scripts/run.sh\n');
  });
});

describe('a container’s files', () => {
  it('refuses a user that is not root outside its own folders', async () => {
    const script = 'echo x > /etc/foo; echo $?; touch /root/x; mkdir /y; echo ok > /tmp/k && cat /tmp/k';
    const { text } = await sh(script, { uid: 100 });
    expect(text).toBe(
      "sh: can't create /etc/foo: Permission denied\n1\n" +
        "touch: /root/x: Permission denied\nmkdir: can't create directory '/y': Permission denied\nok\n",
    );
  });

  it('refuses everybody under a read-only root, but not in a volume', async () => {
    const mounts = [{ path: '/data', volume: createVolume(), readOnly: false }];
    const { text } = await sh('echo x > /etc/f; echo y > /data/f; cat /data/f', {
      readOnlyRoot: true,
      mounts,
    });
    expect(text).toBe("sh: can't create /etc/f: Read-only file system\ny\n");
  });

  it('refuses to write into a ConfigMap’s volume', async () => {
    const mounts = [{ path: '/conf', volume: createVolume({ a: '1' }), readOnly: true }];
    const { text } = await sh('cat /conf/a; echo; echo x > /conf/a', { mounts });
    expect(text).toBe("1\nsh: can't create /conf/a: Read-only file system\n");
  });
});

describe('a process that never ends by itself', () => {
  it('takes simulated time for each turn of a loop, so that a deadline reaches it', async () => {
    const ran = await sh('echo spin; while true; do :; done', { maxMs: 20_000 });
    expect([ran.out, ran.exitCode, ran.tookMs]).toEqual(['spin\n', undefined, 20_000]);
  });

  it.each([
    ['f() { f; }; f; echo $?'],
    ['yes | head -1; echo 0'],
    [
      'x=a; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25; do x=$x$x; done; echo $?',
    ],
  ])('is bounded: %s', async (script) => {
    const ran = await sh(script, { maxMs: 600_000 });
    expect(ran.exitCode).toBeDefined();
    expect(ran.faults).toEqual([]);
  });

  // pid_namespaces(7): the first process gets only signals for which it has a handler, and SIGKILL.
  it('ignores SIGTERM as the first process of its container unless it traps it', async () => {
    const deaf = await sh('sleep 100', {
      maxMs: 10_000,
      meanwhile: ({ init }) => init.after(1000, () => init.signal('TERM')),
    });
    expect(deaf.exitCode).toBeUndefined();
    const killed = await sh('sleep 100', {
      meanwhile: ({ init }) => init.after(1000, () => init.signal('KILL')),
    });
    expect([killed.exitCode, killed.tookMs]).toEqual([137, 1000]);
  });

  it('runs its trap between two commands when SIGTERM comes', async () => {
    const { out, exitCode, tookMs } = await sh('trap "echo bye; exit 7" TERM; while true; do sleep 1; done', {
      meanwhile: ({ init }) => init.after(2500, () => init.signal('TERM')),
    });
    expect([out, exitCode, tookMs]).toEqual(['bye\n', 7, 3000]);
  });
});

describe('timeout', () => {
  // coreutils src/timeout.c: 124. busybox coreutils/timeout.c becomes the command, which the signal ends: 143.
  it.each([
    ['debian', 124, ''],
    ['busybox', 143, 'Terminated\n'],
  ])('in %s answers %i when time is up', async (image, code, words) => {
    const { text, exitCode, tookMs } = await sh('timeout 7 sleep 60', { image });
    expect([text, exitCode, tookMs]).toEqual([words, code, 7000]);
  });

  it('answers what the command answered in time', async () => {
    expect((await sh('timeout 7 sh -c "exit 4"')).exitCode).toBe(4);
  });
});

it('two hundred scripts run side by side', async () => {
  const ran = await sh('for i in $(seq 200); do (sleep 1; echo $i) & done; wait; echo all');
  expect(ran.out.trim().split('\n')).toHaveLength(201);
  expect(ran.tookMs).toBeLessThan(2000);
});
