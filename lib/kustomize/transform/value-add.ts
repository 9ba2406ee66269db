import { splitPath } from '../config/fieldspec';
import { demandKind, lookup, setScalar } from '../core/ops';
import { selectResources } from '../core/selector';
import { Failure } from '../failure';
import { fieldsAt, numberAt, selectorOf, textAt } from '../load/fields';
import { type Fields, Kind, scalar } from '../yaml';
import { setNamespace } from './namespace';
import type { Transformer } from './transformer';

/** Puts a part into a path at a position; beyond its end, at the end. As filesys.InsertPathPart. */
function insertPart(path: string, position: number, part: string): string {
  if (part === '') return path;
  const absolute = path.startsWith('/');
  const parts = path.split('/').filter((each) => each !== '');
  parts.splice(Math.min(position, parts.length), 0, part);
  return `${absolute ? '/' : ''}${parts.join('/')}`;
}

/** Adds a value to fields of the chosen objects. As ValueAddTransformer. */
export function valueAddTransformer(value: string, targets: readonly Fields[]): Transformer {
  if (targets.length === 0) throw new Failure('must specify at least one target');
  for (const target of targets) {
    if (textAt(target, 'fieldPath') === '') throw new Failure('fieldPath cannot be empty');
    const position = numberAt(target, 'filePathPosition');
    if (position < 0) throw new Failure(`value of FilePathPosition (${position}) cannot be negative`);
  }
  return {
    name: 'ValueAddTransformer',
    transform(map) {
      for (const target of targets) {
        const selector = fieldsAt(target, 'selector');
        const path = textAt(target, 'fieldPath');
        const position = numberAt(target, 'filePathPosition');
        const chosen = selector === undefined ? map.resources : selectResources(map, selectorOf(selector));
        for (const resource of chosen) {
          if (path === 'metadata/namespace') {
            setNamespace(resource, {
              namespace: value,
              specs: [],
              unsetOnly: false,
              subjects: 'defaultOnly',
            });
            continue;
          }
          const node = lookup(resource.node, splitPath(path), Kind.scalar);
          if (node === undefined) continue;
          demandKind(node, Kind.scalar);
          setScalar(node, scalar(position > 0 ? insertPart(node.value, position - 1, value) : value));
        }
      }
      map.changed();
    },
  };
}
