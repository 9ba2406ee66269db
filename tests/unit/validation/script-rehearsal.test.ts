import { describe, expect, test } from 'vitest';
import { treeOf } from '@/lib/tree';
import { validate } from '@/lib/validation';

const findings = (script: string) => {
  const lines = script.split('\n').map((line) => `              ${line}`);
  const job = `apiVersion: batch/v1
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
          command: [sh, -c]
          args:
            - |
${lines.join('\n')}
`;
  return validate(treeOf({ 'a.yaml': job }), 'a.yaml');
};
const codes = (script: string) => findings(script).map((d) => d.code);

const asksCode = "code=$(curl -s -o /dev/null -w '%{http_code}' http://web)";

describe('what becomes of a failure, as a shell would have it: it is lost', () => {
  test.each([
    ['in a count that is only printed', 'n=0\ncurl -f http://web || n=$((n+1))\necho "$n failures"'],
    ['in a status that is noted, before exit 0', 'curl -f http://web || rc=1\necho "rc $rc"\nexit 0'],
    ['in $? that is only talked about', 'curl -f http://web\nif [ $? -ne 0 ]; then echo bad; fi\necho end'],
    ['in a code that is compared', `${asksCode}\nif [ "$code" = 200 ]; then echo ok; else echo bad; fi`],
    ['in a code, by && and ||', `${asksCode}\n[ "$code" = 200 ] && echo ok || echo bad`],
    ['in a case', `${asksCode}\ncase "$code" in\n  2*) echo ok ;;\n  *) echo bad ;;\nesac`],
    ['in a subshell that exits', 'curl -f http://web || (echo bad; exit 1)\necho next'],
    ['in a function under || and set -e', 'set -e\nf() {\n  curl -f http://web\n  echo ok\n}\nf || exit 1'],
    ['in a function whose status is dropped', 'f() { curl -f http://web || return 1; }\nf\necho end'],
    ['in a function that only talks', 'log() { echo "$1"; }\ncurl -f http://web || log bad'],
    ['in a trap that ends well', "trap 'exit 0' EXIT\nset -e\ncurl -f http://web"],
    [
      'in a loop with two ways out',
      'n=0\nuntil curl -f http://web || [ $n -ge 9 ]; do n=$((n+1)); done\necho up',
    ],
    [
      'at the end of the time',
      'end=$(($(date +%s)+9))\nwhile [ $(date +%s) -lt $end ]; do\n  curl -f http://web && exit 0\ndone\necho late',
    ],
    ['in a loop in a pipe', 'echo http://web | while read -r u; do curl -f "$u" || exit 1; done\necho end'],
    ['in a negation under set -e', 'set -e\n! curl -f http://web/admin\necho closed'],
    ['in elif', 'if curl -f http://a; then echo a; elif curl -f http://b; then echo b; fi'],
    [
      'by a helper that tries again',
      'again() {\n  n=0\n  until "$@"; do\n    n=$((n+1))\n    [ $n -ge 5 ] && return 1\n  done\n}\nagain curl -f http://web\necho end',
    ],
    [
      'beside an answer that must not come',
      'set -e\ncurl -f http://web || true\nif curl -f http://web/admin; then exit 1; fi\necho closed',
    ],
    ['after a wait that is heard of', 'until pg_isready; do sleep 1; done\n./migrate.sh\necho migrated'],
  ])('%s', (_name, script) => expect(codes(script)).toEqual(['script-lost-status']));
});

describe('what becomes of a failure, as a shell would have it: it is heard of', () => {
  test.each([
    ['by a count', 'n=0\nfor u in a b; do curl -f "$u" || n=$((n+1)); done\necho "$n"\n[ $n -eq 0 ]'],
    ['by a status', 'rc=0\ncurl -f http://web || rc=$?\necho end\nexit $rc'],
    ['by a list of errors', 'e=""\ncurl -f http://web || e="$e web"\nif [ -n "$e" ]; then exit 1; fi'],
    ['by $?', 'curl -f http://web\nrc=$?\nif [ $rc -ne 0 ]; then\n  exit $rc\nfi\necho ok'],
    ['by a code', `${asksCode}\ncase "$code" in\n  2*) echo ok ;;\n  *) exit 1 ;;\nesac`],
    [
      'by a code after a loop',
      `for i in 1 2 3; do\n  ${asksCode}\n  [ "$code" = 200 ] && break\ndone\n[ "$code" = 200 ]`,
    ],
    ['by a file that it wrote', 'curl -f http://web > /tmp/out\ngrep -q ok /tmp/out'],
    ['by a file that another reads', 'curl -f http://web -o schema.sql\npsql -f schema.sql'],
    [
      'by a flag',
      'ok=false\nfor i in 1 2; do\n  if curl -f http://web; then ok=true; break; fi\ndone\nif [ "$ok" = false ]; then exit 1; fi',
    ],
    [
      'by a counter that has run out',
      'n=9\nwhile [ $n -gt 0 ]; do\n  curl -f http://web && break\n  n=$((n-1))\ndone\n[ $n -gt 0 ] || exit 1',
    ],
    ['by a helper that fails', 'die() { echo "$1"; exit 1; }\ncurl -f http://web || die web\necho ok'],
    ['by wait for its process', 'curl -f http://web &\na=$!\nwait $a'],
    ['by a trap that passes it on', "trap 'rc=$?; echo end; exit $rc' EXIT\nset -e\ncurl -f http://web"],
    ['by an empty variable', 'v=$(curl -f http://web | jq -r .version)\necho "$v"\ntest "$v" = 1.2.3'],
    ['by a loop that never ends', 'until curl -f http://web; do sleep 1; done\necho up'],
    [
      'by the same status in each turn',
      'for i in 1 2 3; do\n  curl -f http://web && s=0 && break || s=$?\ndone\nexit $s',
    ],
  ])('%s', (_name, script) => expect(codes(script)).toEqual([]));
});

describe('beside checks that are heard of', () => {
  const heard = 'curl -fsS http://web/health || exit 1';
  test.each([
    [
      'a wait that looks at $?',
      `for i in 1 2 3; do\n  curl -fsS http://web\n  if [ $? -eq 0 ]; then break; fi\n  sleep 1\ndone\n${heard}`,
    ],
    ['an answer that is shown', `${heard}\ncurl -fsS http://web/metrics | head -5\nexit 0`],
    ['the same question, asked before', 'curl -fsS http://web/health\nsleep 5\ncurl -fsS http://web/health'],
    ['a look at the name', `nslookup web\n${heard}`],
    ['an order that the others wait for', `kubectl scale deploy/web --replicas=3\n${heard}`],
    [
      'the question whether there is anything to do',
      'set -e\nif ! kubectl -n shop get statefulset db; then\n  echo none\n  exit 0\nfi\nkubectl -n shop exec db-0 -- pg_dump -f /tmp/out shop',
    ],
    [
      'tidying up',
      'rc=0\nfor f in $(find /data -mtime +9); do rm "$f" || rc=1; done\nrmdir /data/* || true\nexit $rc',
    ],
  ])('%s is not told', (_name, script) => expect(codes(script)).toEqual([]));

  test.each([
    ['a migration', `./migrate.sh\n${heard}`],
    ['another address', `curl -fsS http://web/ready\n${heard}`],
    ['a rollout', `kubectl rollout status deploy/web\n${heard}`],
    [
      'an order to a service, in a pipe',
      `set -e\ncurl -fsS -d a=b http://web/orders | tee /tmp/order\n${heard}`,
    ],
  ])('%s is told', (_name, script) => expect(codes(script)).toEqual(['script-lost-status']));
});

test('a helper that runs what it is given is told where it is called', () => {
  const script = 'again() {\n  "$@" || echo bad\n}\nagain curl -f http://web\necho end';
  const [found] = findings(script);
  expect(found?.range.start.line).toBe(17);
});

test('a script that would take for ever to rehearse is left alone', () => {
  const doubling =
    'x=ab\nwhile true; do\n  x="$x$x"\n  for i in $(seq 400); do [ "$y" = "$x" ] && break; done\ndone';
  expect(codes(`${doubling}\ncurl -f http://web\necho end`)).toEqual([]);
});

test('a deep sum, a long test and a star after star are read', () => {
  const deep = `n=$((${'1+'.repeat(5000)}1))`;
  const long = `[ ${'! '.repeat(500)}a ] && echo a`;
  const stars = `x=${'a'.repeat(2000)}\ncase $x in ${'*a'.repeat(100)}*b) echo b ;; esac`;
  for (const first of [deep, long, stars])
    expect(codes(`${first}\ncurl -f http://web\necho end`)).toEqual(['script-lost-status']);
});
