import { describe, expect, test } from 'vitest';
import { type Answer, type Network, type Run, runContainer } from '@/lib/lessons/script';

const well: Network = ({ path }) => ({ status: 200, body: `${path}\n` });
const with500 =
  (...paths: string[]): Network =>
  ({ path }): Answer =>
    paths.includes(path) ? { status: 500, body: 'no\n' } : { status: 200, body: 'yes\n' };

const run = (
  argv: string[],
  network: Network = well,
  environment = {},
  files = new Map<string, string>(),
): Run => runContainer({ argv, environment, files }, network);
const sh = (script: string, network: Network = well) => run(['sh', '-c', script], network);

describe('programs without a shell', () => {
  test('curl runs as it is started', () => {
    expect(run(['curl', '-f', 'http://a/health'], with500('/health'))).toMatchObject({
      kind: 'ended',
      exit: 22,
    });
  });
  test('bash is not in the image', () => {
    expect(run(['bash', '-c', 'true'])).toMatchObject({ kind: 'ended', exit: 127 });
  });
  test('a script file comes from a mounted ConfigMap', () => {
    const files = new Map([['/scripts/smoke.sh', 'set -e\ncurl -f http://a/health\necho ok\n']]);
    expect(run(['sh', '/scripts/smoke.sh'], with500('/health'), {}, files)).toMatchObject({
      kind: 'ended',
      exit: 22,
    });
    expect(run(['sh', '/other.sh'], well, {}, files).kind).toBe('unread');
  });
  test('the environment of the container is seen by the script', () => {
    const ran = run(['sh', '-c', 'curl "$BASE/health"'], well, { BASE: 'http://a.b.svc' });
    expect(ran).toMatchObject({
      commands: [{ transfers: [{ request: { host: 'a.b.svc', port: 80, path: '/health' } }] }],
    });
  });
});

describe('wget, as in BusyBox', () => {
  test.each([
    ['wget -q -O /dev/null http://a/health', 1],
    ['wget -qO- http://a/metrics | grep -q yes', 0],
    ['wget --spider -q http://a/metrics http://a/health', 1],
    ['wget -T 5 -q -O- http://a/metrics', 0],
  ])('%s ends with %i', (script, exit) => {
    expect(sh(script, with500('/health'))).toMatchObject({ kind: 'ended', exit });
  });
});

describe('several addresses in one curl', () => {
  const twice = 'http://a/health http://a/metrics';
  test('only the last one decides', () => {
    const ran = sh(`curl -f ${twice}`, with500('/health'));
    expect(ran).toMatchObject({
      exit: 0,
      commands: [{ transfers: [{ exit: 22, decides: false }, { decides: true }] }],
    });
  });
  test('with --fail-early the first failure does', () => {
    expect(sh(`curl --fail-early -f ${twice}`, with500('/health'))).toMatchObject({ exit: 22 });
  });
});

describe('what cannot be said', () => {
  test.each([
    ['an unknown command', 'awk 1', '`awk`'],
    ['case', 'case $x in a) true;; esac', '`case`'],
    ['an open quote', 'curl "http://a', '" that is never closed'],
    ['a here-document', 'cat <<EOF\nx\nEOF', 'here-document'],
    ['the background', 'curl http://a & wait', 'background'],
    ['an unknown option', 'curl --no-such-thing http://a', '--no-such-thing'],
  ])('%s is a value that names it', (_, script, what) => {
    const ran = sh(script);
    expect(ran.kind === 'unread' ? ran.what : '').toContain(what);
  });
  test('a loop without end is found', () => {
    expect(sh('until curl -f http://a/health; do sleep 1; done', with500('/health')).kind).toBe('endless');
    expect(sh('while true; do :; done').kind).toBe('endless');
  });
  test('what grows without end is stopped', () => {
    expect(sh('f() { f; }; f').kind).toBe('endless');
    expect(sh('x=aaaaaaaaaa; while true; do x=$x$x; done').kind).toBe('unread');
  });
  test('hostile text is answered quickly and without an exception', () => {
    for (const script of [
      '$('.repeat(500),
      '('.repeat(500),
      '"'.repeat(999),
      '{ '.repeat(500),
      '$'.repeat(10_000),
      '\\',
    ])
      expect(['unread', 'ended', 'endless']).toContain(sh(script).kind);
    expect(['unread', 'ended']).toContain(sh(`curl "http://a/${'{a,b}'.repeat(40)}"`).kind);
  });
});
