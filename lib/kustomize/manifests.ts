import { Failure } from './failure';
import { decodeDocument, Parser, toPlain } from './yaml';

/** The documents of a text up to the first that cannot be read; `error` says why, in the words of Go's reader. */
export interface Manifests {
  /** Plain data, as JSON.parse would give it; empty documents are left out. */
  readonly values: readonly unknown[];
  /** `error converting YAML to JSON: yaml: line 3: ...`; the line is counted in its document. */
  readonly error?: string;
}

/** Cuts a text at its `---` lines. As k8s.io/apimachinery/pkg/util/yaml, YAMLReader. */
function documentsOf(text: string): string[] {
  return text.replaceAll('\r\n', '\n').split(/^---[^\S\n]*(?:#.*)?$\n?/m);
}

/** Reads manifests as kubectl and Argo CD do, through sigs.k8s.io/yaml. */
export function readManifests(text: string): Manifests {
  const values: unknown[] = [];
  try {
    for (const document of documentsOf(text)) {
      const root = new Parser(document, 'v2').next();
      const value = root === undefined ? null : toPlain(decodeDocument(root));
      if (value !== null) values.push(value);
    }
    return { values };
  } catch (caught) {
    if (!(caught instanceof Failure)) throw caught;
    return { values, error: `error converting YAML to JSON: ${caught.message}` };
  }
}
