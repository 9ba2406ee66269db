import { at, itemsOf, type MapNode, scalarOf, stringOf } from '@/lib/yaml';
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
};

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
