/** Smoke tests as people write them. The imaginary server is `http://echo-frontend`. */
export const scripts: Readonly<Record<string, string>> = {
  'the script of the original':
    "echo 'Running smoke test...'; sleep 0; curl -s http://echo-frontend; echo 'Test complete!'",
  'set -e and one curl for each': `set -e
echo 'Running smoke test...'
curl -fsS http://echo-frontend/health
curl -fsS http://echo-frontend/metrics
echo 'Test complete!'`,
  'no --fail': 'set -e; curl -s http://echo-frontend/health; curl -s http://echo-frontend/metrics',
  'joined by &&': 'curl -fs http://echo-frontend/health && curl -fs http://echo-frontend/metrics && echo ok',
  'set -e does not act before the last of an && list':
    'set -e; curl -fs http://echo-frontend/health && curl -fs http://echo-frontend/metrics; echo ok',
  'one curl, two addresses': 'curl -fs http://echo-frontend/health http://echo-frontend/metrics',
  'one curl, two addresses, --fail-early':
    'curl --fail-early -fs http://echo-frontend/health http://echo-frontend/metrics',
  "curl's own braces": 'curl -fs "http://echo-frontend/{health,metrics}"',
  '|| exit 1':
    'curl -fs http://echo-frontend/health || exit 1; curl -fs http://echo-frontend/metrics || exit 1; echo ok',
  '|| true': 'set -e; curl -fs http://echo-frontend/health || true; curl -fs http://echo-frontend/metrics',
  'a loop over the endpoints':
    'set -e\nfor p in health metrics; do\n  curl -fs "http://echo-frontend/$p" > /dev/null 2>&1\ndone\necho done',
  'a loop without set -e': 'for p in health metrics; do curl -fs http://echo-frontend/$p; done',
  'the status code compared': `for p in health metrics; do
  code=$(curl -s -o /dev/null -w '%{http_code}' "http://echo-frontend/$p")
  if [ "$code" != "200" ]; then echo "$p answers $code" >&2; exit 1; fi
done`,
  'only 500 is bad':
    'code=$(curl -s -o /dev/null -w "%{http_code}" http://echo-frontend/health); [ "$code" != 500 ]',
  'a function':
    'ask() { curl -fs "http://echo-frontend$1" || { echo "$1 is out"; exit 3; }; }\nask /health\nask /metrics\necho ok',
  'a function that returns':
    'ask() { curl -fs "$1" > /dev/null && return 0; return 4; }\nask http://echo-frontend/health || exit $?\nask http://echo-frontend/metrics',
  'tries again': `tries=0
until curl -fs http://echo-frontend/health; do
  tries=$((tries + 1))
  if [ $tries -ge 3 ]; then exit 9; fi
  sleep 0
done
curl -fs http://echo-frontend/metrics`,
  'a loop that breaks':
    'for i in 1 2 3; do curl -fs http://echo-frontend/health && break; sleep 0; done; curl -fs http://echo-frontend/metrics',
  'a pipe hides the failure':
    'set -e; curl -fs http://echo-frontend/health | cat; curl -fs http://echo-frontend/metrics | cat',
  'a pipe into grep':
    'set -e; curl -fs http://echo-frontend/health | grep -q path; curl -fs http://echo-frontend/metrics | grep -qE "^up [0-9]"',
  'a subshell':
    'set -e; (curl -fs http://echo-frontend/health); ( cd / ; curl -fs http://echo-frontend/metrics ); echo ok',
  'if, else':
    'if curl -fs http://echo-frontend/health && curl -fs http://echo-frontend/metrics; then echo ok; else echo bad; exit 1; fi',
  'an if that forgets': 'if curl -fs http://echo-frontend/health; then echo ok; else echo bad; fi',
  negated: '! curl -fs http://echo-frontend/health',
  'a sum of failures':
    'bad=0; for p in health metrics; do curl -fs http://echo-frontend/$p || bad=$((bad+1)); done; exit $bad',
  'an assignment keeps the status':
    'set -e; body=$(curl -fs http://echo-frontend/health); echo "$body" | grep -q path; curl -fs http://echo-frontend/metrics',
  'an argument of echo does not':
    'set -e; echo "$(curl -fs http://echo-frontend/health)"; echo "$(curl -fs http://echo-frontend/metrics)"',
  'set -u and defaults':
    'set -eu; base=$' +
    '{SMOKE_URL:-http://echo-frontend}; curl -fs "$base/health"; curl -fs "$base"/metrics',
  'a nested shell':
    "set -e; sh -c 'curl -fs http://echo-frontend/health; echo hidden'; sh -ec 'curl -fs http://echo-frontend/metrics; echo not hidden'",
  comments: '# smoke test\ncurl -fs http://echo-frontend/health \\\n  -o /dev/null # the first\nexit $?',
};
