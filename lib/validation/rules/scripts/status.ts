import { type Command, type Function as Defined, forEachChild, type SyntaxNode } from 'unbash';
import { nameOf } from './commands';

/**
 * Whether a script looks at exit statuses in ways that are not followed here: `$?` anywhere but in what it prints,
 * `wait` for a certain process, a trap that may end it, or a template that is yet to be filled in.
 */
export function readsStatus(script: SyntaxNode, text: string): boolean {
  if (text.includes('{{')) return true;
  let rest = text;
  let ends = false;
  visit(script, (node) => {
    if (node.type !== 'Command') return;
    const name = nameOf(node);
    if (name === 'trap') ends ||= mayEnd(node, text);
    if (name === 'echo' || name === 'printf' || name === 'trap')
      rest = rest.slice(0, node.pos) + ' '.repeat(node.end - node.pos) + rest.slice(node.end);
  });
  return ends || /\$\?|PIPESTATUS|\bwait[ \t]+[^\s;&|#]/.test(withoutKept(rest));
}

/** `status=$?` whose variable is only printed tells nobody. */
function withoutKept(text: string): string {
  return text.replace(/\b([A-Za-z_]\w*)=\$\?/g, (whole, name: string) =>
    new RegExp(`\\$\\{?${name}\\b`).test(text) ? whole : '',
  );
}

/** A handler that calls `exit` decides the status; so may one for `ERR`, and one that is a function which exits. */
function mayEnd(trap: Command, text: string): boolean {
  const [handler = '', ...signals] = trap.args.map((word) => word.text.replace(/^(["'])(.*)\1$/s, '$2'));
  if (signals.some((signal) => /^(?:ERR|DEBUG|RETURN)$/i.test(signal))) return true;
  if (/\b(?:exit|exec|kill|return)\b/.test(handler)) return true;
  return /^[\w-]+$/.test(handler) && /\b(?:exit|exec|kill)\b/.test(text) && text.includes(`${handler}()`);
}

/** The functions that a script defines, by name; undefined when one is defined again. */
export function functionsIn(script: SyntaxNode): Map<string, Defined> | undefined {
  const found = new Map<string, Defined>();
  let again = false;
  visit(script, (node) => {
    if (node.type !== 'Function') return;
    again ||= found.has(node.name.text);
    found.set(node.name.text, node);
  });
  return again ? undefined : found;
}

/** Looks at a node and at all that it holds, scripts in `$(…)` included. */
export function visit(node: SyntaxNode, see: (node: SyntaxNode) => void) {
  see(node);
  forEachChild(node, (child) => visit(child, see));
}
