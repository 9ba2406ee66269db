import type { FieldSpec } from '../config/fieldspec';
import { gvkText, type Id, sameId, sameKindAndName } from '../core/id';
import { lookup } from '../core/ops';
import type { ResMap } from '../core/resmap';
import { Failure } from '../failure';
import { formatGeneral, isNull, itemAt, Kind, meaningOf, type Node, Style, Tag } from '../yaml';
import { applySpec } from './apply-spec';
import { splitFieldPath } from './path-matcher';

/** A variable that stands for a field of an object. As api/types.Var. */
export interface Variable {
  readonly name: string;
  readonly target: Id;
  /** The field's path as it was written; none means the name. */
  readonly writtenPath: string;
}

const pathOf = ({ writtenPath }: Variable): string => writtenPath || 'metadata.name';

const variableText = ({ name, target }: Variable, path: string): string =>
  `{${name} ${gvkText(target)} {${path}}}`;

/** Variables by name. As types.VarSet. */
export class Variables {
  private readonly byName = new Map<string, Variable>();

  add(variable: Variable): void {
    if (this.byName.has(variable.name)) throw new Failure(`var '${variable.name}' already encountered`);
    this.byName.set(variable.name, variable);
  }

  addAll(variables: Iterable<Variable>): void {
    for (const variable of variables) this.add(variable);
  }

  get sorted(): Variable[] {
    return [...this.byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}

/** Notes at each object which variables look at it, so that renaming does not matter. */
export function bindVariables(map: ResMap, variables: readonly Variable[]): void {
  for (const variable of variables) {
    const { target } = variable;
    const matches = target.namespace === '' && !target.clusterScoped ? sameKindAndName : sameId;
    const [found, ...others] = map.matchingAnyId((id) => matches(target, id));
    if (others.length > 0) {
      throw new Failure(
        `found ${others.length + 1} resId matches for var ${variableText(variable, variable.writtenPath)} (unable to disambiguate)`,
      );
    }
    found?.refVarNames.push(variable.name);
  }
}

type Primitive = string | number | boolean;

function fieldValue(root: Node, path: string): Primitive | Node | undefined {
  const parts = splitFieldPath(path).flatMap((part) => {
    const match = /^(.*)\[(\d+)\]$/.exec(part);
    if (match === null) return [part];
    const [, name = '', index = ''] = match;
    return name === '' ? [index] : [name, index];
  });
  const node = lookup(root, parts);
  if (node === undefined || node.kind !== Kind.scalar) return node;
  if (node.tag === Tag.int || node.tag === Tag.float) return Number(node.value);
  if (node.tag === Tag.bool) return meaningOf(node).tag === Tag.bool && /^true$/i.test(node.value);
  return node.value;
}

function valuesOf(map: ResMap, variables: readonly Variable[]): Map<string, Primitive | Node> {
  const values = new Map<string, Primitive | Node>();
  for (const variable of variables) {
    const owner = map.resources.find((resource) => resource.refVarNames.includes(variable.name));
    if (owner === undefined) {
      throw new Failure(
        `var '${variableText(variable, pathOf(variable))}' cannot be mapped to a field in the set of known resources`,
      );
    }
    let value: Primitive | Node | undefined;
    try {
      value = fieldValue(owner.node, pathOf(variable));
    } catch (caught) {
      if (!(caught instanceof Failure)) throw caught;
    }
    if (value === undefined) {
      throw new Failure(
        `field specified in var '${variableText(variable, pathOf(variable))}' not found in corresponding resource`,
      );
    }
    values.set(variable.name, value);
  }
  return values;
}

class Expander {
  readonly used = new Set<string>();

  constructor(private readonly values: ReadonlyMap<string, Primitive | Node>) {}

  private primitiveOf(name: string): Primitive {
    const value = this.values.get(name);
    if (value === undefined || typeof value === 'object') return `$(${name})`;
    this.used.add(name);
    return value;
  }

  /** Replaces `$(NAME)`; `$$` is a dollar sign. A text that is only a variable becomes its value. */
  expand(input: string): Primitive {
    let output = '';
    let start = 0;
    for (let i = 0; i + 1 < input.length; i++) {
      if (input[i] !== '$') continue;
      output += input.slice(start, i);
      const close = input[i + 1] === '(' ? input.indexOf(')', i + 2) : -1;
      if (close > 0) {
        const name = input.slice(i + 2, close);
        const value = this.primitiveOf(name);
        if (input === `$(${name})`) return value;
        output += typeof value === 'number' ? formatGeneral(value, 21) : String(value);
        i = close;
      } else {
        output += input[i + 1] === '$' ? '$' : `$${input[i + 1]}`;
        i++;
      }
      start = i + 1;
    }
    return output + input.slice(start);
  }
}

const isText = (node: Node): boolean =>
  node.kind === Kind.scalar && (node.tag === Tag.str || node.tag === '');

function update(node: Node, value: Primitive): void {
  node.style = Style.plain;
  node.value = typeof value === 'number' ? formatGeneral(value, 21) : String(value);
  if (typeof value === 'string') node.tag = Tag.str;
  else if (typeof value === 'boolean') node.tag = Tag.bool;
  else node.tag = Number.isInteger(value) ? Tag.int : Tag.float;
}

function expandNode(node: Node, expander: Expander): void {
  if (isNull(node)) return;
  if (node.kind === Kind.scalar) {
    if (isText(node)) update(node, expander.expand(node.value));
  } else if (node.kind === Kind.mapping) {
    for (let i = 0; i < node.content.length; i += 2) {
      const key = itemAt(node.content, i);
      if (!isText(key)) throw new Failure(`invalid map key: value='${key.value}', tag='${key.tag}'`);
      const value = itemAt(node.content, i + 1);
      if (isText(value)) update(value, expander.expand(value.value));
    }
  } else {
    for (const item of node.content) {
      if (!isText(item)) throw new Failure('invalid value type expect a string');
      update(item, expander.expand(item.value));
    }
  }
}

/** Puts the variables' values in. As ResAccumulator.ResolveVars. */
export function resolveVariables(
  map: ResMap,
  variables: Variables,
  specs: readonly FieldSpec[],
  warn: (text: string) => void,
): void {
  const values = valuesOf(map, variables.sorted);
  if (values.size === 0) return;
  const expander = new Expander(values);
  try {
    for (const resource of map.resources) {
      for (const spec of specs) {
        applySpec(spec, resource.node, {
          set: (node) => expandNode(node, expander),
          createKind: Kind.none,
          createTag: '',
        });
      }
    }
  } finally {
    const unused = [...values.keys()].filter((name) => !expander.used.has(name));
    if (unused.length > 0) warn(`well-defined vars that were never replaced: ${unused.join(',')}`);
  }
  map.changed();
}
