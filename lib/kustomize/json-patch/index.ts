import { Failure } from '../failure';
import { type Fields, isFields, type Value } from '../yaml';
import type { Container } from './container';
import type { JsonPatch } from './decode';
import {
  applyAdd,
  applyCopy,
  applyMove,
  applyRemove,
  applyReplace,
  applyTest,
  copyValue,
} from './operations';

export { decodePatch, type JsonPatch } from './decode';

/** More values than any honest patch copies. */
const maxCopied = 1_000_000;

function countValues(value: Value): number {
  const inner = Array.isArray(value) ? value : isFields(value) ? [...value.values()] : [];
  return inner.reduce<number>((sum, each) => sum + countValues(each), 1);
}

/** Applies a patch to a document, in place where it can. */
export function applyJsonPatch(document: Fields, patch: JsonPatch): Value {
  let doc: Container = document;
  let copied = 0;
  for (const operation of patch) {
    // A document that is copied into itself again and again doubles each time.
    if (operation.get('op') === 'copy' && patch.length > 10) copied += countValues(doc);
    if (copied > maxCopied) throw new Failure('json patch copies too much');
    const kind = operation.get('op');
    const value = copyValue(operation.get('value') ?? null);
    switch (kind) {
      case 'add':
        applyAdd(doc, operation, value);
        break;
      case 'remove':
        applyRemove(doc, operation);
        break;
      case 'replace':
        doc = applyReplace(doc, operation, value);
        break;
      case 'move':
        applyMove(doc, operation);
        break;
      case 'copy':
        applyCopy(doc, operation);
        break;
      case 'test':
        applyTest(doc, operation);
        break;
      default:
        throw new Failure(`Unexpected kind: ${typeof kind === 'string' ? kind : 'unknown'}`);
    }
  }
  return doc;
}
