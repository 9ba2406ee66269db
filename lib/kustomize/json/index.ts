export { parseJson } from './parse';
export { yamlToValue } from './yaml-to-value';
