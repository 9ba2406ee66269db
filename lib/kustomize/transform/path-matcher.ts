import { splitPath } from '../config/fieldspec';
import { demandKind, getField, isListIndex, kindForNext, setField, splitIndex } from '../core/ops';
import { Failure } from '../failure';
import { goRegExp } from '../regexp';
import { fieldOf, itemAt, Kind, makeNode, members, type Node, printNode, scalar } from '../yaml';

/** Cuts a path at its dots, but not inside brackets nor where a backslash escapes one. As SmarterPathSplitter. */
export function splitFieldPath(path: string): string[] {
  const split = splitPath(path, '.');
  const parts: string[] = [];
  for (let i = 0; i < split.length; i++) {
    const part = split[i] ?? '';
    if (!part.startsWith('[') || part.endsWith(']')) {
      parts.push(part);
      continue;
    }
    const bracketed = [part];
    while (i < split.length - 1) {
      i++;
      bracketed.push(split[i] ?? '');
      if (split[i]?.endsWith(']')) break;
    }
    const joined = bracketed.join('.');
    parts.push(joined.includes('=') ? joined : joined.replace(/^[[\]]+|[[\]]+$/g, ''));
  }
  return parts;
}

/**
 * All nodes that a path leads to; `*` goes through a list, `[name=x]` through the items that match.
 * With a kind to create, what is missing is made. As kyaml PathMatcher.
 *
 * @returns undefined when nothing was found.
 */
export function matchPath(node: Node, path: readonly string[], create: Kind): Node[] | undefined {
  const [part, ...rest] = path;
  if (part === undefined) return [node];
  if (/^\+?\d+$/.test(part)) return matchIndex(node, Number(part), part, rest, create);
  if (isListIndex(part)) return matchItems(node, part, rest, create);
  if (part === '*') return matchEvery(node, rest, create);
  return matchField(node, part, rest, create);
}

function matchField(node: Node, name: string, rest: readonly string[], create: Kind): Node[] | undefined {
  let field = getField(node, name);
  if (field === undefined) {
    if (create === Kind.none) return undefined;
    field = makeNode(kindForNext(rest[0] ?? '', create), '', '');
    setField(node, name, field);
  }
  return matchPath(field, rest, create);
}

function matchIndex(
  node: Node,
  index: number,
  part: string,
  rest: readonly string[],
  create: Kind,
): Node[] | undefined {
  demandKind(node, Kind.sequence);
  if (node.content.length === index && create !== Kind.none) {
    members(node).push(makeNode(kindForNext(rest[0] ?? '', create), '', ''));
  }
  if (node.content.length < index + 1) {
    throw new Failure(`index ${Number(part)} specified but only ${node.content.length} elements found`);
  }
  return matchPath(itemAt(node.content, index), rest, create);
}

function matchEvery(node: Node, rest: readonly string[], create: Kind): Node[] | undefined {
  demandKind(node, Kind.sequence);
  return collect(node.content.map((item) => matchPath(item, rest, create)));
}

function collect(found: readonly (Node[] | undefined)[]): Node[] | undefined {
  const present = found.filter((each) => each !== undefined);
  return present.length === 0 ? undefined : present.flat();
}

const trimmedText = (node: Node): string => printNode(node).trim();

function matchItems(node: Node, part: string, rest: readonly string[], create: Kind): Node[] | undefined {
  const [name, value] = splitIndex(part);
  demandKind(node, Kind.sequence);
  const pattern = node.content.length === 0 ? undefined : goRegExp(value);
  const matches = (item: Node): Node[] | undefined => {
    if (name === '') return pattern?.test(trimmedText(item)) ? [item] : undefined;
    const field = fieldOf(item, name);
    if (field === undefined || !pattern?.test(trimmedText(field))) return undefined;
    return matchPath(item, rest, create);
  };
  const found = collect(node.content.map(matches));
  if ((found !== undefined && found.length > 0) || create === Kind.none)
    return found?.length ? found : undefined;
  let item = scalar(value);
  if (name !== '') {
    item = makeNode(Kind.mapping, '', '');
    item.content.push(scalar(name), scalar(value));
  }
  members(node).push(item);
  return name === '' ? [item] : matchPath(item, rest, create);
}
