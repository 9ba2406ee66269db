import { describe, expect, it } from 'vitest';
import { Node } from '../kubelet/support';

/** Runs a script in a curl image beside a server `web:8080` and a Service `echo-frontend`, and answers its log and exit code. */
async function curl(script: string, image = 'curlimages/curl:8.20.0') {
  const node = new Node();
  node.run('web', {
    container: {
      image: 'mendhak/http-https-echo:41',
      env: [
        { name: 'PROMETHEUS_ENABLED', value: 'true' },
        { name: 'ECHO_BACK_TO_CLIENT', value: 'false' },
      ],
    },
  });
  await node.until('web', 'Running');
  node.service('echo-frontend', [node.pod('web').status?.podIP ?? ''], 80, 8080);
  node.service('tls', [node.pod('web').status?.podIP ?? ''], 443, 8443);
  node.service('empty', [], 80, 8080);
  node.script('test', script, { restartPolicy: 'Never', container: { image } });
  await node.until('test', 'Succeeded', 'Failed');
  expect(node.context.faults).toEqual([]);
  return { log: node.log('test'), exitCode: node.status('test').state?.terminated?.exitCode };
}

describe('curl', () => {
  // curl/curl 8.20.0: lib/cf-ip-happy.c, lib/hostip.c, src/tool_operate.c; exit codes of libcurl-errors.
  it.each([
    ['curl -fsS http://echo-frontend', 0, ''],
    ['curl -sS http://echo-fronted', 6, 'curl: (6) Could not resolve host: echo-fronted\n'],
    [
      'curl -sS http://empty',
      7,
      'curl: (7) Failed to connect to empty port 80 after 2 ms: Could not connect to server\n',
    ],
    [
      'curl -fsS "http://echo-frontend/?x-set-response-status-code=404"',
      22,
      'curl: (22) The requested URL returned error: 404\n',
    ],
    ['curl -sS "http://echo-frontend/?x-set-response-status-code=500"', 0, ''],
    [
      'curl -sS -m 2 "http://echo-frontend/?x-set-response-delay-ms=9000"',
      28,
      'curl: (28) Operation timed out after 2000 milliseconds with 0 bytes received\n',
    ],
    [
      'curl -sS --connect-timeout 3 http://echo-frontend:81',
      28,
      'curl: (28) Failed to connect to echo-frontend port 81 after 3000 ms: Timeout was reached\n',
    ],
    [
      'curl -sS http://echo-frontend:81',
      28,
      'curl: (28) Failed to connect to echo-frontend port 81 after 131000 ms: Could not connect to server\n',
    ],
    ['curl -sS "http://a b"', 3, 'curl: (3) URL rejected: Malformed input to a URL function\n'],
    ['curl -sS foo://x', 1, 'curl: (1) Protocol "foo" not supported\n'],
    [
      'curl -sS https://echo-frontend:80',
      35,
      'curl: (35) TLS connect error: error:0A0000C6:SSL routines::packet length too long\n',
    ],
    ['curl -ksS https://tls', 0, ''],
    [
      'curl --nope http://x',
      2,
      "curl: option --nope: is unknown\ncurl: try 'curl --help' or 'curl --manual' for more information\n",
    ],
    [
      'curl',
      2,
      "curl: (2) no URL specified\ncurl: try 'curl --help' or 'curl --manual' for more information\n",
    ],
    ['curl -s http://nowhere', 6, ''],
  ])('%s', async (command, code, log) => {
    expect(await curl(command)).toEqual({ log, exitCode: code });
  });

  it('says that a certificate is nobody’s, and how to learn more', async () => {
    const { log, exitCode } = await curl('curl -sS https://tls');
    expect(log.split('\n')[0]).toBe('curl: (60) SSL certificate problem: self-signed certificate');
    expect(exitCode).toBe(60);
  });

  it('speaks in the words of its version', async () => {
    const old = await curl('curl -sS http://empty', 'curlimages/curl:7.72.0');
    expect(old.log).toBe('curl: (7) Failed to connect to empty port 80: Connection refused\n');
  });

  it('writes the status with -w, whatever became of it', async () => {
    const script =
      "curl -s -o /dev/null -w '%{http_code} %{exitcode}\\n' http://echo-frontend; curl -s -w '%{http_code} %{exitcode}\\n' http://empty";
    expect(await curl(script)).toEqual({ log: '200 0\n000 7\n', exitCode: 7 });
  });

  // src/tool_operate.c, retrycheck() and retry_sleep(): one second, doubled; a refused connection only if it is asked for.
  it('tries again when it is asked to', async () => {
    const { log, exitCode } = await curl(
      'curl -fS --no-progress-meter --retry 2 --retry-connrefused http://empty',
    );
    const failed = 'curl: (7) Failed to connect to empty port 80 after 2 ms: Could not connect to server\n';
    expect(log).toBe(
      `${failed}Warning: Problem : connection refused. Retrying in 1 second. 2 retries left.\n` +
        `${failed}Warning: Problem : connection refused. Retrying in 2 seconds. 1 retry left.\n${failed}`,
    );
    expect(exitCode).toBe(7);
    expect((await curl('curl -fsS --retry 2 http://empty')).log).toBe(failed);
  });

  it('prints the body and fails with --fail-with-body', async () => {
    const { log, exitCode } = await curl(
      'curl -sS --fail-with-body -X POST -d a=b "http://echo-frontend/?x-set-response-status-code=503"',
    );
    expect([log, exitCode]).toEqual(['curl: (22) The requested URL returned error: 503\n', 22]);
  });

  it('shows its meter when stdout is no terminal, unless it is silent', async () => {
    const { log } = await curl('curl http://echo-frontend/metrics', 'curlimages/curl:8.17.0');
    expect(log.split('\n').slice(0, 2)).toEqual([
      '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current',
      '                                 Dload  Upload   Total   Spent    Left  Speed',
    ]);
    expect(log).toContain('process_uptime_seconds');
    expect(log).toMatch(/\r100 +\d+ +100 +\d+ +0 +0 /);
  });
});

describe('busybox wget', () => {
  // busybox networking/wget.c and libbb/xconnect.c: it exits 1 whatever went wrong.
  it.each([
    ['wget -qO- http://echo-frontend', 0, ''],
    ['wget -qO- http://echo-fronted', 1, "wget: bad address 'echo-fronted'\n"],
    [
      'wget -qO- "http://echo-frontend/?x-set-response-status-code=404"',
      1,
      'wget: server returned error: HTTP/1.1 404 Not Found\n',
    ],
    [
      'wget -q --spider -T 2 "http://echo-frontend/?x-set-response-delay-ms=9000"',
      1,
      'wget: download timed out\n',
    ],
  ])('%s', async (command, code, log) => {
    expect(await curl(command, 'busybox:1.37.0')).toEqual({ log, exitCode: code });
  });

  it('says what it connects to', async () => {
    const { log } = await curl('wget -O /tmp/x http://empty', 'busybox:1.37.0');
    expect(log).toMatch(
      /^Connecting to empty \(10\.96\.\d+\.\d+:80\)\nwget: can't connect to remote host \(10\.96\.\d+\.\d+:80\): Connection refused\n$/,
    );
  });
});

describe('other clients', () => {
  it.each([
    ['nc -z -w 2 echo-frontend 80', 0],
    ['nc -z -w 2 empty 80', 1],
    ['nslookup echo-frontend.default.svc.cluster.local', 0],
    ['nslookup nowhere', 1],
  ])('%s answers %i', async (command, code) => {
    expect((await curl(command, 'busybox:1.37.0')).exitCode).toBe(code);
  });
});
