import { describe, expect, test } from 'vitest';
import { treeOf } from '@/lib/tree';
import { validate } from '@/lib/validation';

function job(script: string, shell = '[sh, -c]'): string {
  const lines = script.split('\n').map((line) => `            ${line}`);
  return `apiVersion: batch/v1
kind: Job
metadata:
  name: smoke-test
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: test
          image: curlimages/curl:8.10.1
          command: ${shell}
          args:
          - |
${lines.join('\n')}
`;
}

const codes = (script: string, shell?: string) =>
  validate(treeOf({ 'a.yaml': job(script, shell) }), 'a.yaml').map((d) => d.code);

describe('a script whose exit status is not that of its check', () => {
  test.each([
    ['a final echo', 'curl -f http://web\necho done'],
    ['a final sleep', 'curl -f http://web; sleep 1'],
    ['a pipe', 'set -e\ncurl -f http://web | tee log'],
    ['|| true', 'set -e\ncurl -f http://web || true\necho done'],
    ['|| echo', 'curl -f http://web || echo failed'],
    ['&& before more commands, in spite of set -e', 'set -e\ncurl -f http://web && echo ok\necho done'],
    ['a loop', 'for u in a b; do curl -f "$u"; done'],
    [
      'a loop that only stops early',
      'for i in 1 2 3; do\n  curl -f http://web && break\n  sleep 2\ndone\necho done',
    ],
    ['one of two checks', 'curl -f http://web/health\ncurl -f http://web/metrics'],
    ['exit 0', 'curl -f http://web\nexit 0'],
    ['set +e', 'set -e\nset +e\ncurl -f http://web\necho done'],
    ['a function', 'check() {\n  curl -f "$1"\n}\ncheck http://web\necho done'],
    ['an if that only talks', 'if curl -f http://web; then\n  echo up\nelse\n  echo down\nfi'],
    ['$? that is only printed', 'curl -f http://web\necho "exit status $?"'],
    ['a trap that only tidies up', "trap 'rm -f log' EXIT\ncurl -f http://web\necho done"],
    ['a here-document before it', 'cat > a <<EOF\nx; echo y\nEOF\ncurl -f http://web\necho done'],
    ['any command, when nothing is heard of', './migrate.sh; echo done'],
  ])('%s', (_name, script) => expect(codes(script)).toEqual(['script-lost-status']));
});

describe('a script that can fail', () => {
  test.each([
    ['set -e', 'set -e\ncurl -f http://web\necho done'],
    ['set -euo pipefail', 'set -euo pipefail\ncurl -f http://web | tee log\necho done'],
    ['&&', 'curl -f http://web && echo done'],
    ['the check comes last', 'echo start; sleep 5; curl -f http://web'],
    ['|| exit 1', 'curl -f http://web || exit 1\necho done'],
    ['|| { …; exit 1; }', 'curl -f http://web || { echo failed; exit 1; }\necho done'],
    ['if', 'if ! curl -f http://web; then exit 1; fi\necho done'],
    ['until', 'until curl -f http://web; do sleep 1; done\necho done'],
    ['a pipe into a check', 'curl -f http://web | grep ok'],
    ['$? is looked at', 'curl -f http://web\nresult=$?\necho done\nexit $result'],
    ['retries', 'for i in 1 2 3; do curl -f http://web && exit 0; sleep 1; done\nexit 1'],
    ['a function and set -e', 'set -e\ncheck() {\n  curl -f "$1"\n}\ncheck http://web\necho done'],
    ['a function that comes last', 'check() {\n  curl -f "$1" || return 1\n}\necho go\ncheck http://web'],
    ['a function that is defined twice', 'f() { curl -f a; }\nf() { true; }\nf\necho done'],
    ['a trap that decides', "trap 'exit 1' ERR\ncurl -f http://web\necho done"],
    ['a trap and set -e', "set -e\ntrap 'echo bye' EXIT\ncurl -f http://web\necho done"],
    ['an if that stops', 'if curl -f http://web; then\n  echo up\nelse\n  echo down\n  exit 1\nfi'],
    ['only talk', 'echo hello; sleep 1; echo bye'],
  ])('%s', (_name, script) => expect(codes(script)).toEqual([]));

  test('options of the shell count', () => {
    expect(codes('curl -f http://web; echo done', '[sh, -ec]')).toEqual([]);
    expect(codes('curl -f a | tee b; echo done', '[bash, -euo, pipefail, -c]')).toEqual([]);
  });
});

describe('a check that is let pass beside others', () => {
  test('is told, unless somebody says why', () => {
    const script = (tolerated: string) => `set -e\n${tolerated}\ncurl -fsS http://web/ready`;
    expect(codes(script('curl -fsS http://web/health || true'))).toEqual(['script-lost-status']);
    expect(codes(script('curl -fsS http://web/metrics || true'))).toEqual([]);
    expect(codes(script('# not there in every version\ncurl -fsS http://web/health || true'))).toEqual([]);
    expect(codes(script('curl -fsS http://web/health || true  # optional'))).toEqual([]);
  });

  test('may be noted in an array', () => {
    const script = (then: string) =>
      `errors=()\ncurl -fsS http://web || errors+=("web")\nif (( \${#errors[@]} )); then\n  ${then}\nfi\necho done`;
    expect(codes(script('exit 1'), '[bash, -c]')).toEqual([]);
  });

  test('is a backup that a packer hides', () => {
    expect(codes('set -eu\npg_dump shop | gzip > dump.gz\nls -l dump.gz')).toEqual(['script-lost-status']);
    expect(codes('set -eu\npg_dump shop > dump\ngzip dump')).toEqual([]);
    expect(codes('set -euo pipefail\npg_dump shop | gzip > dump.gz', '[bash, -c]')).toEqual([]);
  });

  test('is no question whether there is something to do', () => {
    const asks = (then: string) =>
      `set -e\nif [ -z "$(kubectl get deployment shop --ignore-not-found -o name)" ]; then\n  exit 0\nfi\n${then}`;
    expect(codes(asks('kubectl scale deployment shop --replicas=0'))).toEqual([]);
  });
});

describe('curl', () => {
  test.each([
    'curl http://web',
    'curl -s http://web',
    'curl -sS -o /dev/null http://web',
    '/usr/bin/curl http://web',
  ])('without --fail: %s', (script) => expect(codes(script)).toEqual(['script-curl-without-fail']));
  test('of several addresses, only the last one counts without --fail-early', () => {
    expect(codes('curl -f http://web/health http://web/metrics')).toEqual(['script-curl-without-fail']);
    expect(codes('curl -f --fail-early http://web/health http://web/metrics')).toEqual([]);
    expect(codes('curl -fsS "http://web/{health,metrics}"')).toEqual(['script-curl-without-fail']);
  });
  test.each([
    'curl -f http://web',
    'curl -sSf http://web',
    'curl --fail-with-body http://web',
    'test "$(curl -s -o /dev/null -w \'%{http_code}\' http://web)" = 200',
    'curl -s http://web | grep -q ok',
    'curl --version',
    'set -e\ncurl -s -o /tmp/body http://web\ngrep -q ok /tmp/body',
    'set -e\ncurl -s http://web > body\ntest "$(cat body)" = ok',
  ])('whose answer counts: %s', (script) => expect(codes(script)).toEqual([]));
  test.each([
    'set -e\ncurl -f http://web\ncurl -s -X DELETE http://web/orders/1 || true',
    'set -e\ncurl -f http://web\ncurl -s http://web/metrics || echo "no metrics"',
    'if ! curl -f http://web; then\n  curl -v http://web\n  exit 1\nfi',
    "trap 'rc=$?; curl -s http://127.0.0.1:15020/quitquitquit || true; exit $rc' EXIT\ncurl -f http://web",
  ])('that may fail: %s', (script) => expect(codes(script)).toEqual([]));
  test.each([
    'set -e\ncurl -s -o /tmp/body http://web\necho done',
    'curl -s http://web || exit 1',
    'curl -s http://web || { echo failed; false; }',
    'curl -s http://web || curl -s http://www',
    'if ! curl -s http://web; then\n  curl -v http://web\n  exit 1\nfi',
    'if curl -f http://web; then\n  curl -s http://web/metrics\n  exit 0\nfi\nexit 1',
  ])('that may not fail: %s', (script) => expect(codes(script)).toContain('script-curl-without-fail'));
  test('of a hook that only tells others', () => {
    const hook = (type: string) =>
      job('curl -sd text=failed http://chat').replace(
        'smoke-test\n',
        `smoke-test\n  annotations: {argocd.argoproj.io/hook: ${type}}\n`,
      );
    const said = (type: string) =>
      validate(treeOf({ 'a.yaml': hook(type) }), 'a.yaml').map(({ code }) => code);
    expect(said('SyncFail')).not.toContain('script-curl-without-fail');
    expect(said('PostSync')).toContain('script-curl-without-fail');
  });
});

test('a container that keeps running may start as it likes', () => {
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: a\n      image: nginx:1.27\n      command: [sh, -c, "curl http://x; echo started; nginx"]\n';
  expect(validate(treeOf({ 'a.yaml': pod }), 'a.yaml')).toEqual([]);
});

describe('a script in a ConfigMap', () => {
  const config = (script: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: scripts\ndata:\n  check.sh: |\n${script.replace(/^/gm, '    ')}\n`;
  const runs = (command: string) =>
    `${job('true').replace(/ {10}command[\s\S]*$/, '')}          command: ${command}\n          volumeMounts:\n            - name: s\n              mountPath: /scripts\n      volumes:\n        - name: s\n          configMap:\n            name: scripts\n`;
  const found = (command: string, script: string) =>
    validate(treeOf({ 'job.yaml': runs(command), 'config.yaml': config(script) }), 'config.yaml').map(
      (d) => `${d.range.start.line + 1} ${d.code}`,
    );
  const lost = '#!/bin/sh -e\ncurl -f http://web\necho done';

  test('is read like one in the Job', () => {
    expect(found('[sh, /scripts/check.sh]', lost)).toEqual(['8 script-lost-status']);
    expect(found('[sh, /scripts/check.sh]', 'curl http://web')).toEqual(['7 script-curl-without-fail']);
  });
  test('has the options that the shell is given, or its first line when it is run by itself', () => {
    expect(found('[sh, -e, /scripts/check.sh]', lost)).toEqual([]);
    expect(found('[/scripts/check.sh]', lost)).toEqual([]);
  });
  test('may be what a script of the command line ends with', () => {
    const inline = (text: string) => found(`[sh, -c, "${text}"]`, 'curl -f http://web\necho done');
    expect(inline('apk add bash && exec bash /scripts/check.sh')).toEqual(['7 script-lost-status']);
    expect(inline('exec sh -e /scripts/check.sh')).toEqual([]);
    expect(inline('sh /scripts/check.sh; exit 1')).toEqual([]);
  });
  test('does not matter when another file is run', () => {
    expect(found('[sh, /other/check.sh]', lost)).toEqual([]);
    expect(found('[sh, /scripts/other.sh]', lost)).toEqual([]);
  });
});

describe('a loop that tries again', () => {
  test.each([
    'for i in 1 2 3; do\n  curl -f http://web && exit 0\n  sleep 2\ndone\nexit 1',
    'for i in 1 2 3; do\n  curl -f http://web && break\n  sleep 2\ndone\ncurl -f http://web',
    'for i in 1 2 3; do\n  curl -f http://web && break\n  [ "$i" = 3 ] && exit 1\ndone',
  ])('is heard of where it ends in a failure: %j', (script) => expect(codes(script)).toEqual([]));
});

describe('an image that starts curl by itself', () => {
  const container = (lines: string) =>
    validate(
      treeOf({
        'a.yaml': `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: test\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers:\n        - name: test\n          image: curlimages/curl:8.10.1\n          ${lines}\n`,
      }),
      'a.yaml',
    ).map((d) => d.code);
  test('is asked for --fail in its arguments', () => {
    expect(container('args: [-sS, "http://web"]')).toEqual(['script-curl-without-fail']);
    expect(container('args: [-fsS, "http://web"]')).toEqual([]);
  });
});

test('jq that answers by its status is a check at the end of a pipe', () => {
  expect(codes('curl -fsS http://web | jq -e .ready')).toEqual([]);
  expect(codes('curl -fsS http://web | jq .ready')).toEqual(['script-lost-status']);
});

describe('a loop that waits', () => {
  const count = 'i=0\n';
  test.each([
    `${count}until curl -f http://web; do\n  i=$((i+1))\n  [ "$i" -gt 5 ] && break\n  sleep 2\ndone\necho done`,
    `${count}while ! curl -f http://web; do\n  i=$((i+1))\n  if [ "$i" -gt 5 ]; then echo late; break; fi\n  sleep 2\ndone`,
    `${count}until curl -f http://web; do\n  i=$((i+1))\n  if [ "$i" -gt 5 ]; then exit 0; fi\n  sleep 2\ndone`,
    `${count}while [ "$i" -lt 5 ]; do\n  curl -f http://web && break\n  i=$((i+1))\n  sleep 2\ndone\necho done`,
    `${count}while [ "$i" -lt 5 ]; do\n  curl -f http://web\n  i=$((i+1))\ndone`,
  ])('ends well although no try did: %j', (script) => expect(codes(script)).toEqual(['script-lost-status']));

  test.each([
    'until curl -f http://web; do sleep 2; done\necho up',
    'while ! curl -f http://web; do\n  sleep 2\ndone',
    `${count}until curl -f http://web; do\n  i=$((i+1))\n  [ "$i" -gt 5 ] && exit 1\n  sleep 2\ndone\necho done`,
    `${count}until curl -f http://web; do\n  i=$((i+1))\n  if [ "$i" -gt 5 ]; then\n    echo late\n    exit 1\n  fi\ndone`,
    `${count}ok=1\nuntil curl -f http://web; do\n  i=$((i+1))\n  if [ "$i" -gt 5 ]; then ok=0; break; fi\ndone\n[ "$ok" = 1 ]`,
    `${count}while [ "$i" -lt 5 ]; do\n  curl -f http://web && exit 0\n  i=$((i+1))\ndone\nexit 1`,
    `${count}while [ "$i" -lt 5 ]; do\n  if curl -f http://web; then exit 0; fi\n  i=$((i+1))\n  sleep 2\ndone\nexit 1`,
    'while true; do\n  curl -f http://web && break\n  sleep 2\ndone\necho up',
    'for i in 1 2 3; do curl -f http://web && ok=1; sleep 1; done\n[ "$ok" = 1 ]',
    'failed=0\ncurl -f http://web || failed=1\necho done\nexit $failed',
  ])('is heard of: %j', (script) => expect(codes(script)).toEqual([]));
});

describe('an answer that is only kept', () => {
  const asked = "STATUS=$(curl -s -o /dev/null -w '%{http_code}' http://web)\n";
  test.each([
    [`${asked}echo "status was $STATUS"`, undefined],
    ['BODY=$(curl -fsS http://web)\necho "$BODY"', undefined],
    ['echo "$(curl -fsS http://web)"', '[sh, -ec]'],
    ['export BODY="$(curl -fsS http://web)"\necho "$BODY"', '[sh, -ec]'],
    ['set -e\nexport BODY="$(curl -fsS http://web)"\necho "$BODY"', undefined],
  ])('is told: %j', (script, shell) => expect(codes(script, shell)).toContain('script-lost-status'));

  test.each([
    [`${asked}[ "$STATUS" = 200 ]`, undefined],
    [`${asked}echo "$STATUS"\n[ "$STATUS" = 200 ] || exit 1`, undefined],
    [`${asked}case "$STATUS" in 2*) echo ok;; *) exit 1;; esac`, undefined],
    ['BODY=$(curl -fsS http://web)\necho "$BODY"', '[sh, -ec]'],
    ['BODY=$(curl -fsS http://web)', undefined],
    ['BODY=$(curl -fsS http://web) || exit 1\necho "$BODY"', undefined],
    ['BODY=$(curl -fsS http://web)\necho "$BODY" | grep -q ok', undefined],
    ['export HOST=$(hostname)\necho "$HOST"', '[sh, -ec]'],
  ])('is not told where it counts: %j', (script, shell) =>
    expect(codes(script, shell)).not.toContain('script-lost-status'),
  );
});

describe('a script that the shell refuses', () => {
  test.each([
    ['set -e\nfor i in 1 2; do\n  curl -f http://web\nexit 1', 16],
    ['if curl -f http://web; then\n  echo up', 15],
    ['set -e\ncurl -f "http://web\necho done', 16],
    ['curl -f http://web &&', 15],
    ['curl -f http://web $(; echo done', 15],
    ['curl -f http://web\nfi', 16],
    ['case $x in\n  a) echo a;;', 15],
    ['if curl -f http://web; then\n  echo\nelse if true; then\n  echo\nfi', 15],
  ])('is an error at its place: %j', (script, line) => {
    const found = validate(treeOf({ 'a.yaml': job(script) }), 'a.yaml');
    expect(found.map((d) => [d.code, d.range.start.line + 1])).toEqual([['script-syntax', line]]);
  });

  test.each([
    'cat <<EOF\nit\'s "here\nEOF\ncurl -f http://web',
    'curl -f "http://web/{{ .Values.path }}" && (',
    `a=(1 2)\ncurl -f "http://\${a[0]}"`,
    '[[ $x =~ ^a(b|c)$ ]]',
    "echo 'it'\"'\"'s'; curl -f http://web # don't",
  ])('is not one that it reads: %j', (script) => expect(codes(script, '[bash, -c]')).toEqual([]));
});

describe('a command line', () => {
  const found = (command: string) =>
    validate(
      treeOf({
        'a.yaml': `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: test\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers:\n        - name: test\n          image: curlimages/curl:8.10.1\n          command: ${command}\n`,
      }),
      'a.yaml',
    ).map((d) => d.code);
  test.each([
    '["curl -fsS http://web"]',
    '["sh", "curl -fsS http://web"]',
    '[sh, -c, curl, -fsS, "http://web"]',
  ])('that cannot start: %s', (command) => expect(found(command)).toContain('pod-command'));
  test.each([
    '[curl, -fsS, "http://web"]',
    '[sh, -c, "curl -fsS http://web"]',
    '[sh, /scripts/smoke.sh]',
    '[bash, -o, pipefail, -c, "curl -fsS http://web"]',
    '["sh", "-c", "exec \\"$@\\"", "sh", "-v"]',
  ])('that can: %s', (command) => expect(found(command)).toEqual([]));
});

describe('a failure that is let pass on purpose', () => {
  const heard = 'curl -fsS http://web/health || exit 1';
  test.each([
    `kubectl delete pod probe || true\n${heard}`,
    `${heard}\nn=$(grep -c error log) || true\necho "$n"`,
    `grep -c error log || true\n${heard}`,
    `kill "$pid" 2>/dev/null || true\n${heard}`,
    `psql -c 'DROP TABLE probe' || true\n${heard}`,
    `curl -fsS -X DELETE http://web/items/1 || true\n${heard}`,
    `curl -fsS -X POST -d '{}' "$WEBHOOK" || true\n${heard}`,
    `curl -fsS http://web/warm || true\n${heard}`,
    `nc -z cache 6379 || echo 'no cache'\n${heard}`,
    `command -v curl || apk add curl\n${heard}`,
    `set -e\n./migrate.sh\ncurl -fsS https://hooks.example.com/done || true`,
    'kubectl delete job old || true',
    "psql -c 'CREATE DATABASE app' || true",
    `kubectl get pods\nkubectl logs deploy/web | tail -5\n${heard}`,
    `curl -fsS http://web/data | tar xz || exit 1\necho done`,
    `set -e\ncurl -fsS http://web | python3 -c 'import json, sys; json.load(sys.stdin)'\necho done`,
    `set -e\ngrep -q ready log && echo early\n${heard}`,
    `wait_for() {\n  for i in 1 2 3; do\n    curl -f "$1" && break\n    sleep 1\n  done\n}\nwait_for http://web\n${heard}`,
  ])('is not told: %j', (script) => expect(codes(script)).not.toContain('script-lost-status'));

  test.each([
    'set -e\n[ -n "$URL" ] || exit 1\ncurl -fsS http://web/health || true',
    './migrate.sh || exit 1\ncurl -fsS http://web.shop.svc/health || echo down',
    'curl -fsS http://web/health || true',
    'psql -c "SELECT 1" || true',
  ])('is told where it is the check: %j', (script) => expect(codes(script)).toContain('script-lost-status'));
});
