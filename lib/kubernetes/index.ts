export { type CheckOptions, checkSchema, isOldBoolean, type SchemaFault } from './check';
export { familiarName, parseImage } from './image';
export { groupOf, isClusterScoped, isKnownGroup, isOffByDefault, removedIn, versionsOf } from './kinds';
export { nearest } from './nearest';
export { type KubeObject, objectOf, objectsOf } from './object';
export { BASELINE_KEYS } from './pod-security/baseline';
export {
  type PodSecurityLevel,
  type PodViolation,
  podSecurityText,
  podViolations,
} from './pod-security/evaluate';
export { type Container, containersOf, matches, type Pod, podOf, textMap } from './pods';
export { amountOf } from './quantity';
export { docOf } from './schema/docs';
export {
  bareType,
  fieldsOf,
  knownKinds,
  typeAt,
  typeName,
  typeOfKind,
  wordsOf,
} from './schema/types';
