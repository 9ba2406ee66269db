import { parse } from 'unbash';
import { type Container, containersOf, familiarName, parseImage, podOf } from '@/lib/kubernetes';
import { at, type ScalarNode, scalarOf } from '@/lib/yaml';
import type { SourceObject } from '../../engine/file';
import { type Finding, one, type Rule } from '../../engine/rule';
import { hookTypes } from '../argocd/annotations';
import { checkingCurls } from './curls';
import { job } from './examples';
import { mountedScripts } from './mounted';
import { commandLine, runsOnce, type ShellScript, scriptsOf } from './script';

export const curlFail: Rule = {
  id: 'script-curl-without-fail',
  severity: 'warning',
  title: 'curl succeeds on a 404 or 500',
  why: 'curl exits 0 as soon as the server has answered, whatever it answered. Only with `--fail` does an HTTP error become a failure of the command, and so of the test.',
  failing: one(job("'curl http://web/health'")),
  passing: one(job("'curl -fsS http://web/health'")),
  source: [{ title: 'curl, --fail', url: 'https://curl.se/docs/manpage.html#-f' }],
  keys: ['command', 'args'],
  *object(object): Generator<Finding> {
    if (!runsOnce(object) || !isTest(object)) return;
    for (const script of scriptsOf(object)) yield* check(script);
    yield* direct(object);
  },
  *project(project): Generator<Finding & { path: string }> {
    for (const { script, path } of mountedScripts(project))
      for (const finding of check(script)) yield { ...finding, path };
  },
};

/** Hooks that run when all is over, or never, tell others rather than test. */
function isTest(object: SourceObject): boolean {
  const types = hookTypes(object);
  return types.length === 0 || types.some((type) => /^(?:Pre|Post)?Sync$/.test(type));
}

function* check(script: ShellScript): Generator<Finding> {
  if (script.text.length > 20_000) return;
  const tree = parse(script.text);
  if (tree.errors?.length) return;
  for (const command of checkingCurls(tree, script.text)) {
    const words = command.args.map((word) =>
      'value' in word && typeof word.value === 'string' ? word.value : word.text,
    );
    const fault = faultOf(words);
    if (!command.name || !fault) continue;
    const start = script.offset(command.name.pos);
    const end = script.offset(command.name.end);
    const fixes = [{ title: `Add ${fault.option}`, edits: [{ start: end, end, text: ` ${fault.option}` }] }];
    yield { start, end, message: fault.message, fixes };
  }
}

const MESSAGE =
  'curl exits 0 even when the server answers 404 or 500, so this check passes while the service is broken. Add `--fail` (`-fsS` is quiet and still shows errors).';

const LAST_ONLY =
  'curl exits with the result of its last address, so an error at an earlier one goes unheard. Add `--fail-early`, or call curl once for each address.';

/** What a call of curl does not notice, and the option that makes it. */
function faultOf(words: readonly string[]): { message: string; option: string } | undefined {
  if (ignoresStatus(words)) return { message: MESSAGE, option: '-fsS' };
  const addresses = words.filter((word) => /^https?:\/\//.test(word));
  const several = addresses.length > 1 || addresses.some((word) => /\{[^}]*,[^}]*\}/.test(word));
  const looksAtAnswer = words.some((word) => /^(--write-out|-[a-zA-Z]*w)/.test(word));
  if (!several || looksAtAnswer || words.some((word) => word === '--fail-early')) return undefined;
  return { message: LAST_ONLY, option: '--fail-early' };
}

function ignoresStatus(words: readonly string[]): boolean {
  if (words.some((word) => /^--(fail|fail-with-body|write-out|version|help)(?![\w-])/.test(word)))
    return false;
  // Short options may be joined: `-sSf`. Those that take a value end the group.
  if (words.some((word) => /^-[a-zA-Z]*f/.test(word) && !/^-[a-zA-Z]*[odHXuAebmTw][a-zA-Z]*f/.test(word)))
    return false;
  return !words.some((word) => /^-[a-zA-Z]*[wV]/.test(word) || word.includes('telnet://'));
}

/** A container that runs curl without a shell. */
function* direct(object: SourceObject): Generator<Finding> {
  const pod = podOf(object);
  for (const container of pod ? containersOf(pod) : []) {
    const words = commandLine(container);
    const [first] = words;
    if (!first) continue;
    const named = first.text.replace(/^.*\//, '') === 'curl';
    if (!named && !startsCurl(container)) continue;
    const fault = faultOf((named ? words.slice(1) : words).map(({ text }) => text));
    if (!fault) continue;
    const { start, end } = first;
    if (!named) {
      yield { start, end, message: fault.message };
      continue;
    }
    const program = first;
    yield { start, end, message: fault.message, fixes: inFlow(program, object, fault.option) };
  }
}

/** Whether the image itself starts curl, so that `args` are its words. */
function startsCurl({ node }: Container): boolean {
  const image = parseImage(scalarOf(at(node, 'image'))?.text ?? '');
  const name = image && familiarName(image);
  return !at(node, 'command') && (name === 'curlimages/curl' || name === 'alpine/curl');
}

function inFlow({ start, end }: ScalarNode, { file }: SourceObject, option: string) {
  const { text, lines } = file.yaml;
  const before = text.slice(lines.startOf(lines.positionAt(start).line), start);
  if (/^ *- $/.test(before))
    return [{ title: `Add ${option}`, edits: [{ start: end, end, text: `\n${before}${option}` }] }];
  return /\[\s*$/.test(before)
    ? [{ title: `Add ${option}`, edits: [{ start: end, end, text: `, ${option}` }] }]
    : [];
}
