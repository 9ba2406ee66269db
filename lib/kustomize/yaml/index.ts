export { nodeOf } from './build-node';
export { decodeDocument, meaningOf, Unreadable, valueOfNode } from './decode';
export {
  assignNode,
  copyNode,
  fieldOf,
  isEmptyNode,
  isNull,
  itemAt,
  Kind,
  keyIndex,
  makeNode,
  mapping,
  members,
  type Node,
  Style,
  scalar,
  Tag,
  text,
} from './node';
export { formatGeneral } from './numbers';
export { Parser } from './parse';
export { printNode } from './print-node';
export { printFinal, printValue } from './print-value';
export { resolve, type Scalar } from './resolve';
export { compareText, type Fields, isFields, toJson, toPlain, type Value } from './value';
