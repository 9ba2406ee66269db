import type { Command, Script } from 'unbash';
import { isCheckName, isHarmless, isKnownCheck, nameOf } from './commands';
import type { Lost } from './lost-cause';
import { visit } from './status';

/** Commands that fetch an answer from a service. */
const FETCHES = new Set(['curl', 'wget', 'http', 'https', 'grpcurl', 'grpc_health_probe']);

/** Commands that only look whether something is there: the script acts on the answer either way. */
const LOOKUPS = new Set('command which type hash pgrep pidof getent id test ['.split(' '));

/** Commands that look whether a service is there; what asks it later notices that as well. */
const PROBES = new Set(['nslookup', 'dig', 'ping', 'nc', 'ncat', 'pg_isready', 'mysqladmin']);

/** Words of what changes a database, saves it or tests a release. */
const WORKS =
  /(?:^|[^a-z])(?:migrat\w*|upgrade head|helm test|flyway|liquibase|pg_dump(?:all)?|(?:mysql|mongo)dump|mariadb-dump)(?:[^a-z]|$)/;

/** Words of what tidies up. */
const TIDIES =
  /(?:^|[^a-z])(?:delete|remove|rm|rmi|uninstall|drop\w*|destroy|prune|purge|clean\w*|truncate|kill\w*|stop|terminate|revoke|detach|disable|flush\w*)(?:[^a-z]|$)/i;
/** Words of what makes things that may be there already, or tells others. */
const OFTEN_TOLERATED =
  /(?:^|[^a-z])(?:create\w*|add|init|mb|notif\w*|warm\w*|report|upload|collect)(?:[^a-z]|$)/i;

/** What kubectl only shows, or does beside the checks. */
const SHOWS =
  /^(?:get|describe|logs?|top|version|config|events|cluster-info|api-resources|explain|delete|create|port-forward|proxy|scale|label|annotate|cordon|uncordon|drain|taint)$/;

/** What kubectl does without changing anything. */
const LOOKS = /^(?:|get|describe|logs?|top|version|config|events|wait|rollout|auth|explain)$/;

const textOf = (command: Command) => command.args.map(({ text }) => text);

const wholeOf = (command: Command) => [command.name?.text, ...textOf(command)].join(' ');

/** Options of kubectl that take the next word, and may stand in front of what it is to do. */
const KUBECTL_TAKES =
  /^(?:-n|-s|--(?:namespace|context|cluster|user|kubeconfig|server|token|as|request-timeout))$/;

/** What kubectl is to do: `get` in `kubectl -n shop get pods`. */
function verbOf(command: Command): string {
  const words = textOf(command);
  return words.find((word, i) => !word.startsWith('-') && !KUBECTL_TAKES.test(words[i - 1] ?? '')) ?? '';
}

/** Whether curl or wget sends something, rather than asks for an answer. */
function sends(name: string, words: readonly string[]): boolean {
  return words.some((word, i) => {
    const method = /^(?:-[a-zA-Z]*X|--request|--method)=?(.*)$/.exec(word);
    if (method) return !/\b(?:GET|HEAD)\b/.test(method[1] || (words[i + 1] ?? ''));
    if (/^--(?:data|form|json|upload|post|body)/.test(word)) return true;
    return name === 'curl' && /^-(?:[a-zA-Z]*[dFT]$|[dFT])/.test(word);
  });
}

/** Whether an address lies outside of the cluster: `https://hooks.example.com`. */
function isOutside(word: string): boolean {
  const host = /^["']?https?:\/\/([a-z0-9.-]+)/i.exec(word)?.[1] ?? '';
  return /\.[a-z]{2,}$/i.test(host) && !/\.(?:svc|local|internal|localhost)$|\.svc\./i.test(host);
}

/** Whether a command plainly asks a service of the cluster for an answer that has to come. */
export function fetches(command: Command): boolean {
  const name = nameOf(command);
  if (name === undefined || !FETCHES.has(name)) return false;
  const words = textOf(command);
  return !sends(name, words) && !words.some(isOutside);
}

/** Whether curl is told to fail, or the command does so by itself. */
function minds(command: Command): boolean {
  return (
    nameOf(command) !== 'curl' ||
    textOf(command).some((word) => /^(?:--fail|-[a-zA-Z]*f)/.test(word) && word !== '--form')
  );
}

/** Whether curl sends something to a service of the cluster, and is told to mind what it answers. */
function isToldToFail(command: Command): boolean {
  return nameOf(command) === 'curl' && minds(command) && !textOf(command).some(isOutside);
}

/** Whether people let such a command fail on purpose: it tidies up, looks, or tells others. */
function mayFail(command: Command): boolean {
  const name = nameOf(command) ?? '';
  if (LOOKUPS.has(name)) return true;
  const words = textOf(command);
  if (FETCHES.has(name)) return sends(name, words) || words.some(isOutside);
  const text = [name, ...words].join(' ');
  return TIDIES.test(text) || OFTEN_TOLERATED.test(text);
}

/** Whether a command only looks what there is, so that the script can act on it. */
export function looks(command: Command): boolean {
  const name = nameOf(command) ?? '';
  return LOOKUPS.has(name) || (name === 'kubectl' && verbOf(command) === 'get');
}

/** Whether a command plainly does the script's work. */
function works(command: Command): boolean {
  return WORKS.test([nameOf(command) ?? '', ...textOf(command)].join(' ')) && !aside(command);
}

/** Whether a command is there for what it prints or tidies up, and the script's result does not hang on it. */
function aside(command: Command): boolean {
  const words = textOf(command);
  const name = nameOf(command) ?? '';
  if (FETCHES.has(name) && mayFail(command)) return true;
  if (TIDIES.test(words.filter((word) => !word.includes('://')).join(' '))) return true;
  if (/\bcreate +(?:database|role|user|schema)\b/i.test(words.join(' '))) return true;
  if (/^(?:flyway|alembic|helm)$/.test(name)) return !/^(?:migrate|upgrade|test)$/.test(words[0] ?? '');
  if (name === 'kubectl') return SHOWS.test(verbOf(command));
  return name === 'curl' && words.some((word) => /^(?:-[a-zA-Z]*[vI]|--verbose|--head)/.test(word));
}

/** What a script makes of the failures in it: all are lost, some are heard of, or only those that its loops wait for. */
export type Fate = 'lost' | 'heard' | 'waits';

/**
 * Of the failures that nobody hears, those that somebody ought to hear. In a script that fails for other reasons, what is
 * tolerated may be meant so; there only plain checks are told.
 */
export function unwanted(lost: readonly Lost[], fate: Fate, script: Script, text: string): Lost[] {
  if (fate === 'lost') return lost.filter(({ command, cause }) => cause !== 'or-true' || !mayFail(command));
  const unheard = new Set(lost.map(({ command }) => command));
  let otherFetch = false;
  const others = new Set<string>();
  visit(script, (node) => {
    if (node.type !== 'Command' || unheard.has(node)) return;
    otherFetch ||= fetches(node);
    others.add(wholeOf(node));
  });
  return lost.filter(({ command, cause, joined, shown }) => {
    if (shown) return false;
    const plain = fetches(command) && minds(command);
    switch (cause) {
      case 'if':
      case 'background':
        return false;
      case 'or-true':
        return plain && !(otherFetch && (isExplained(command, text) || isOptional(command)));
      case 'and-list':
        return plain;
      case 'pipe':
        return plain || works(command) || isToldToFail(command);
      default:
        if (joined || cause === 'loop') return plain;
        // What is asked again, where it is heard of, was asked before to try or to warm up.
        if (aside(command) || others.has(wholeOf(command))) return false;
        if (fate === 'waits') return !mayFail(command);
        return works(command) || (isKnownCheck(command) && !PROBES.has(nameOf(command) ?? ''));
    }
  });
}

/** Whether the words of a command say that it is done beside the checks. */
function isOptional(command: Command): boolean {
  return OFTEN_TOLERATED.test(wholeOf(command)) || /metrics|preload|prime\b/i.test(wholeOf(command));
}

/** Whether a comment stands in the line of a command or above it: whoever explains what may fail means it. */
function isExplained({ pos }: Command, text: string): boolean {
  const start = text.lastIndexOf('\n', pos - 1) + 1;
  const end = text.indexOf('\n', pos);
  const own = text.slice(start, end === -1 ? text.length : end);
  const above = text.slice(text.lastIndexOf('\n', start - 2) + 1, Math.max(0, start - 1));
  return /\s#/.test(own) || /^\s*#/.test(above);
}

/** Those of a script's programs that it is there for, checks first. */
export function mainOf(programs: readonly Command[], script: Script): Command[] {
  const asked = new Set<unknown>();
  visit(script, (node) => {
    if (node.type === 'CommandExpansion' && node.script) visit(node.script, (inner) => asked.add(inner));
  });
  let acts = false;
  visit(script, (node) => {
    acts ||= node.type === 'Command' && nameOf(node) === 'kubectl' && !LOOKS.test(verbOf(node));
  });
  // `$(kubectl get …)` is not there to be seen; where something is done after it, it asks whether to do it.
  const asks = (command: Command) =>
    !acts && asked.has(command) && nameOf(command) === 'kubectl' && verbOf(command) === 'get';
  const wanted = programs.filter(
    (command) => asks(command) || !(aside(command) || mayFail(command) || isHarmless(command)),
  );
  return [...wanted.filter(isKnownCheck), ...wanted.filter((command) => !isKnownCheck(command))];
}

/** Where a person would look for a program: `retry curl …` rather than the `"$@"` in that function. */
export function placeOf(command: Command, script: Script): Command {
  if (nameOf(command) !== undefined) return command;
  let caller: Command | undefined;
  visit(script, (node) => {
    if (node.type === 'Command' && node.args.some((word) => 'value' in word && isCheckName(word.value)))
      caller ??= node;
  });
  return caller ?? command;
}
