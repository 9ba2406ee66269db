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
export { type ParsedYaml, parseYaml } from './parse';
export { Pieces } from './pieces';
export type { YamlProblem, YamlProblemCode } from './problem';
export type { YamlDocument } from './read-document';
export { applied } from './repairs';
export { scalarOffsets } from './scalar-offsets';
export { resolvePlain } from './scalars';
