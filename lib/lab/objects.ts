import type { PlacedObject } from '@/lib/lessons';
import type { FileContent } from '@/lib/tree';
import { parseYaml, toValue } from '@/lib/yaml';
import { isFields } from './fields';

/** The objects of one YAML file in order; none when it cannot be read as a whole. */
export function objectsIn(path: string, content: FileContent): PlacedObject[] {
  const { documents, lines, broken } = parseYaml(content);
  if (broken) return [];
  return documents.flatMap(({ root }) => {
    const value = root && toValue(root);
    if (root === undefined || !isFields(value)) return [];
    return [{ path, line: lines.positionAt(root.start).line + 1, value }];
  });
}
