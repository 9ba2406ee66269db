import { folderOf, resolvePath } from '@/lib/tree';
import { at, itemsOf, type MapNode, scalarOf, stringOf } from '@/lib/yaml';
import { isEnvFile, type SourceFile } from '../../engine/file';
import type { Finding, Rule } from '../../engine/rule';
import { KUSTOMIZE_DOCS, kustomization } from './examples';

const generator = (literal: string) =>
  `resources:\n  - config.yaml\nconfigMapGenerator:\n  - name: more\n    literals:\n      - ${literal}\n`;

export const generatorRule: Rule = {
  id: 'kustomize-generator',
  severity: 'error',
  title: 'The generator cannot make its ConfigMap or Secret',
  why: 'A literal is `key=value`, and each key comes once. kustomize stops at anything else, and nothing is built.',
  failing: kustomization(generator('MODE')),
  passing: kustomization(generator('MODE=fast')),
  source: [KUSTOMIZE_DOCS],
  *document(file): Generator<Finding> {
    for (const field of ['configMapGenerator', 'secretGenerator'])
      for (const item of itemsOf(at(file.kustomization, field))) if (item.kind === 'map') yield* check(item);
  },
  *project(project): Generator<Finding & { path: string }> {
    for (const file of project.files.values())
      for (const field of ['configMapGenerator', 'secretGenerator'])
        for (const item of itemsOf(at(file.kustomization, field))) {
          for (const node of [...itemsOf(at(item, 'envs')), at(item, 'env')]) {
            const path = resolvePath(folderOf(file.path), stringOf(node) ?? '');
            const held = path === undefined ? undefined : project.files.get(path);
            if (path !== undefined && held && isEnvFile(path))
              for (const finding of variables(held)) yield { ...finding, path };
          }
        }
  },
};

/** What a key of a ConfigMap or a Secret may be made of. As Kubernetes, IsConfigMapKey. */
const KEY = /^[-._a-zA-Z0-9]+$/;

/** kustomize takes a line without an equals sign for a key, and all before the first one. As kustomize api/kv/kv.go. */
function* variables({ yaml: { text } }: SourceFile): Generator<Finding> {
  let start = 0;
  for (const line of text.split('\n')) {
    const words = line.trimStart().replace(/\r$/, '');
    const key = words.split('=')[0] ?? '';
    const at = start + line.length - line.trimStart().length;
    start += line.length + 1;
    if (key === '' || words.startsWith('#') || KEY.test(key) || key.length > 253) continue;
    const meant = /^(?:export\s+)?([-.\w]+)\s*[:=]\s*\S/.exec(words)?.[1];
    yield {
      start: at,
      end: at + words.trimEnd().length,
      message: `This line makes a key \`${key.trimEnd()}\`, and the API server refuses one that has other signs than letters, digits, \`-\`, \`_\` and \`.\`. Write ${meant === undefined ? '`KEY=value`' : `\`${meant}=\` and the value right behind it`}.`,
    };
  }
}

function* check(item: MapNode): Generator<Finding> {
  const seen = new Set<string>();
  for (const node of itemsOf(at(item, 'literals'))) {
    const text = stringOf(node);
    if (text === undefined) continue;
    const cut = text.indexOf('=');
    const { start, end } = node;
    if (cut <= 0)
      yield {
        start,
        end,
        message: `\`${text}\` is no literal: kustomize expects \`key=value\`. Add the ${cut === 0 ? 'key' : 'value'}.`,
      };
    else yield* once(text.slice(0, cut), node, seen);
  }
  for (const node of itemsOf(at(item, 'files'))) {
    const text = stringOf(node);
    if (text === undefined) continue;
    if (text.startsWith('=') || text.endsWith('=')) {
      const lacking = text.startsWith('=') ? 'key before' : 'file after';
      yield {
        start: node.start,
        end: node.end,
        message: `\`${text}\` has no ${lacking} the equals sign, so kustomize stops. Write \`file\` or \`key=file\`.`,
      };
      continue;
    }
    const key = text.includes('=') ? text.slice(0, text.indexOf('=')) : text.replace(/^.*\//, '');
    const scalar = scalarOf(node);
    if (scalar) yield* once(key, scalar, seen);
  }
}

function* once(
  key: string,
  { start, end }: { start: number; end: number },
  seen: Set<string>,
): Generator<Finding> {
  if (seen.has(key))
    yield {
      start,
      end,
      message: `The key \`${key}\` comes twice in this generator, and kustomize stops with "illegally repeats the key". Remove one.`,
    };
  seen.add(key);
}
