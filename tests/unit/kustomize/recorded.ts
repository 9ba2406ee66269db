import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { FileContent, Tree } from '@/lib/tree';

/** What the real tool (v5.5.0) printed for a tree. `<ROOT>` stands for the tree's root, 0xPTR for a pointer. */
const recordedCase = z.object({
  name: z.string(),
  files: z.record(z.string(), z.union([z.string(), z.object({ bin: z.string() })])),
  target: z.string(),
  features: z.array(z.string()).optional(),
  warnings: z.array(z.string()).optional(),
  expectedYaml: z.string().optional(),
  expectedError: z.string().optional(),
  /** The real text varies from run to run; any of these will do. */
  expectedErrorVariants: z.array(z.string()).optional(),
  /** False where the real result depends on the machine's own files. */
  hermetic: z.boolean().optional(),
});
export type RecordedCase = z.infer<typeof recordedCase>;

/** The recorded cases of a file that can be replayed anywhere. */
export function recordedCases(file: 'cases' | 'error-cases' | 'found-cases'): RecordedCase[] {
  const text = readFileSync(new URL(`../../fixtures/kustomize/${file}.json`, import.meta.url), 'utf8');
  return z
    .array(recordedCase)
    .parse(JSON.parse(text))
    .filter((each) => each.hermetic !== false);
}

export function treeOfCase({ files }: RecordedCase): Tree {
  const content = (file: string | { bin: string }): FileContent =>
    typeof file === 'string' ? file : new Uint8Array(Buffer.from(file.bin, 'base64'));
  return new Map(Object.entries(files).map(([path, file]) => [path, content(file)]));
}
