import { demandKind, getField, removeField } from '../core/ops';
import { Failure } from '../failure';
import { fieldOf, isNull, Kind, type Node, printNode, Tag } from '../yaml';
import { setElement } from './elements';

export type Directive = 'merge' | 'replace' | 'delete';

const key = '$patch';

/** Reads and removes a patch's `$patch` directive. As kyaml merge2/smpdirective.go. */
export function takeDirective(patch: Node | undefined): Directive {
  if (patch === undefined) return 'merge';
  if (patch.kind === Kind.mapping) return fromMapping(patch);
  if (patch.kind === Kind.sequence) return fromSequence(patch);
  const tag = patch.tag === '' ? Tag.str : patch.tag;
  throw new Failure(`no implemented strategic merge patch strategy for '${tag}' ('${printNode(patch)}')`);
}

function parse(value: string): Directive {
  if (value === 'merge' || value === 'replace' || value === 'delete') return value;
  throw new Failure(`unknown patch strategy '${value}'`);
}

function fromMapping(patch: Node): Directive {
  const node = getField(patch, key);
  if (node === undefined) return 'merge';
  const directive = parse(node.value);
  removeField(patch, key);
  return directive;
}

function fromSequence(patch: Node): Directive {
  demandKind(patch, Kind.sequence);
  const marked = patch.content.find(
    (item) => item.kind === Kind.mapping && !isNull(item) && fieldOf(item, key) !== undefined,
  );
  if (marked === undefined || marked.content.length > 2) return 'merge';
  const value = fieldOf(marked, key)?.value ?? '';
  const directive = parse(value);
  setElement(patch, [key], [value], undefined);
  return directive;
}
