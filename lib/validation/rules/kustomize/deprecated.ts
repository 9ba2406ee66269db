import { entryOf, itemsOf } from '@/lib/yaml';
import type { Finding, FindingFix, Rule } from '../../engine/rule';
import { KUSTOMIZE_DOCS, kustomization } from './examples';

const SUCCESSORS: Readonly<Record<string, string>> = {
  bases: 'resources',
  commonLabels: 'labels',
  patchesStrategicMerge: 'patches',
  patchesJson6902: 'patches',
  vars: 'replacements',
};

export const deprecatedField: Rule = {
  id: 'kustomize-deprecated',
  severity: 'hint',
  title: 'The field is deprecated',
  why: 'kustomize still reads the field and prints a warning. A later version may stop reading it.',
  failing: kustomization(
    'resources:\n  - config.yaml\npatchesJson6902:\n  - target:\n      kind: ConfigMap\n      name: settings\n    patch: |\n      - op: replace\n        path: /data/a\n        value: c\n',
  ),
  passing: kustomization(
    'resources:\n  - config.yaml\npatches:\n  - target:\n      kind: ConfigMap\n      name: settings\n    patch: |\n      - op: replace\n        path: /data/a\n        value: c\n',
  ),
  source: [KUSTOMIZE_DOCS],
  *document(file): Generator<Finding> {
    for (const [field, instead] of Object.entries(SUCCESSORS)) {
      const entry = entryOf(file.kustomization, field);
      if (!entry || (field !== 'commonLabels' && itemsOf(entry.value).length === 0)) continue;
      const { start, end } = entry.key;
      // Only these two say the same under the new name.
      const same = field === 'patchesJson6902' || field === 'bases';
      const fixes: FindingFix[] =
        same && !entryOf(file.kustomization, instead)
          ? [{ title: `Rename to ${instead}`, edits: [{ start, end, text: instead }] }]
          : [];
      const note =
        field === 'commonLabels'
          ? ' It also changes selectors, which cannot change on a live Deployment.'
          : '';
      yield { start, end, message: `\`${field}\` is deprecated. Use \`${instead}\`.${note}`, fixes };
    }
  },
};
