import { buildOf } from '../../engine/builds';
import { removeItem } from '../../engine/edits';
import type { Finding, Rule } from '../../engine/rule';
import { KUSTOMIZE_DOCS, kustomization } from './examples';

export const listedTwice: Rule = {
  id: 'kustomize-listed-twice',
  severity: 'error',
  title: 'The kustomization lists the same thing twice',
  why: 'The second time, kustomize meets objects that it already has, and stops with "may not add resource with an already registered id".',
  failing: kustomization('resources:\n  - config.yaml\n  - ./config.yaml\n'),
  passing: kustomization('resources:\n  - config.yaml\n'),
  source: [KUSTOMIZE_DOCS],
  *project(project): Generator<Finding & { path: string }> {
    const seen = new Set<string>();
    for (const { from, field, node, target } of project.references) {
      if (field !== 'resources' && field !== 'bases' && field !== 'components') continue;
      const key = `${from.path}|${target ?? node.text}`;
      if (!seen.has(key)) {
        seen.add(key);
        continue;
      }
      // A Component that only changes things changes them twice.
      const component = field === 'components' && target !== undefined && project.kustomizationOf(target);
      if (component && buildOf(project, component).objects.length === 0) continue;
      const edits = removeItem(from, node);
      yield {
        path: from.path,
        start: node.start,
        end: node.end,
        message: `\`${node.text}\` is listed twice, so kustomize would get the same objects again and stops. Remove this line.`,
        fixes: edits.length ? [{ title: 'Remove this line', edits }] : [],
      };
    }
  },
};
