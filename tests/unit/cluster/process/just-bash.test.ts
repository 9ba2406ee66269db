import { Bash, InMemoryFs } from 'just-bash/browser';
import { describe, expect, it } from 'vitest';

// lib/cluster/process/shell mends what just-bash 3.4.2 lacks. Each test here fails on the day on which one of its work-arounds
// is no longer needed: then take the work-around out, and the test with it.

const bash = (options: ConstructorParameters<typeof Bash>[0] = {}) =>
  new Bash({ defenseInDepth: false, ...options });

const out = async (script: string) => (await bash().exec(script)).stdout;

describe('just-bash still', () => {
  it('gives nobody a turn while a loop runs (live.ts: ticks)', async () => {
    let turned = false;
    const timer = setTimeout(() => {
      turned = true;
    }, 0);
    await bash().exec('i=0; while [ $i -lt 3000 ]; do i=$((i+1)); done');
    clearTimeout(timer);
    expect(turned).toBe(false);
  });

  it('does not show what eval runs to its plugins (limits.ts: endLoopsWithoutTime)', async () => {
    const seen: string[] = [];
    const shell = bash();
    shell.registerTransformPlugin({
      name: 'seen',
      transform: ({ ast }) => {
        seen.push(...ast.statements.map(({ sourceText = '' }) => sourceText.trim()));
        return { ast };
      },
    });
    await shell.exec("eval 'echo late'");
    expect(seen).toEqual(["eval 'echo late'"]);
  });

  it('asks for the limit at each turn of a loop, where it can be met (limits.ts: endLoopsWithoutTime)', async () => {
    const shell = bash();
    const limits: object = Reflect.get(shell, 'limits');
    let asked = 0;
    Object.defineProperty(limits, 'maxLoopIterations', { get: () => (asked++ < 5 ? 100 : -1) });
    const { exitCode, stderr } = await shell.exec('while :; do :; done');
    expect([exitCode, stderr]).toEqual([
      126,
      'bash: while loop: too many iterations (-1), increase executionLimits.maxLoopIterations\n',
    ]);
  });

  it('calls itself bash, whatever it was started as (words.ts)', async () => {
    const { stderr } = await bash().exec('sh -c nope');
    expect(stderr).toBe('bash: nope: command not found\n');
    expect(await out('echo $0')).toBe('bash\n');
  });

  it('takes time and chance from the machine (live.ts: special)', async () => {
    const before = Math.floor(Date.now() / 1000);
    expect(await out('echo $EPOCHSECONDS')).toBe('\n');
    expect(Number(await out('date +%s'))).toBeGreaterThanOrEqual(before);
    expect(await out('echo $RANDOM $RANDOM $RANDOM $RANDOM')).not.toBe(
      await out('echo $RANDOM $RANDOM $RANDOM $RANDOM'),
    );
  });

  it('runs `a &` before what follows it, and has no numbers for jobs (live.ts: toBackground; jobs.ts)', async () => {
    const slept: number[] = [];
    const shell = bash({ sleep: async (ms) => void slept.push(ms) });
    const { stdout } = await shell.exec('sleep 5 & echo $!');
    expect([stdout, slept]).toEqual(['0\n', [5000]]);
    expect((await shell.exec('kill 1')).exitCode).toBe(127);
  });

  it('has no trap (session.ts)', async () => {
    expect(await out('trap "echo bye" EXIT; echo hi')).toBe('hi\n');
  });

  it('ends timeout by the real clock (tools/waiting.ts)', async () => {
    const shell = bash({ sleep: async () => {} });
    expect((await shell.exec('timeout 1 sleep 100')).exitCode).toBe(0);
  });

  it('takes a file that may not be written for a fault of the whole script (live.ts: markTarget)', async () => {
    class Locked extends InMemoryFs {
      override async writeFile(): Promise<void> {
        throw new Error("EACCES: permission denied, open '/x'");
      }
    }
    await expect(bash({ fs: new Locked() }).exec('echo a > /x; echo $?')).rejects.toThrow('EACCES');
  });

  it('dates folders by the real clock (files.ts: aged)', async () => {
    const fs = new InMemoryFs();
    await fs.mkdir('/folder');
    expect((await fs.stat('/folder')).mtime.getTime()).toBeGreaterThan(Date.UTC(2026, 0, 1));
  });

  it('does not find functions in $(( $(f) )) (not mended: /fidelity says so)', async () => {
    const { stderr } = await bash().exec('f() { echo 1; }; echo $(( $(f) + 1 ))');
    expect(stderr).toContain('f: command not found');
  });
});
