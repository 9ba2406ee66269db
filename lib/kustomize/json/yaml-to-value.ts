import { decodeDocument, Parser, type Value } from '../yaml';

/**
 * The first document of a YAML text, as JSON has it.
 *
 * @param strict whether a key that stands twice is an error.
 */
export function yamlToValue(text: string, strict = false): Value {
  const root = new Parser(text, 'v2').next();
  return root === undefined ? null : decodeDocument(root, strict);
}
