export { type LinePosition, Lines } from './lines';
export {
  at,
  type Entry,
  entriesOf,
  entryOf,
  isMissing,
  itemsOf,
  type MapNode,
  type ScalarNode,
  type ScalarValue,
  type SeqNode,
  type Span,
  scalarOf,
  stringOf,
  toValue,
  type YamlNode,
} from './nodes';
export { type ParsedYaml, parseYaml, type YamlDocument } from './parse';
export type { YamlProblem, YamlProblemCode } from './problem';
export { applied } from './repairs';
export { scalarOffsets } from './scalar-offsets';
export { resolvePlain } from './scalars';
