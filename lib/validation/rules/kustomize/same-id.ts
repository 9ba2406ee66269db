import { at, scalarOf } from '@/lib/yaml';
import { buildOf, idOf } from '../../engine/builds';
import type { Finding, Rule } from '../../engine/rule';
import { CONFIG, HEAD, KUSTOMIZE_DOCS } from './examples';

const resources = `${HEAD}resources:\n  - config.yaml\n  - other.yaml\n`;

export const sameId: Rule = {
  id: 'kustomize-same-id',
  severity: 'error',
  title: 'Two files define the same object',
  why: 'kustomize tells objects apart by group, kind, namespace and name. When two have the same, it stops with "may not add resource with an already registered id".',
  failing: {
    files: { 'kustomization.yaml': resources, 'config.yaml': CONFIG, 'other.yaml': CONFIG },
    path: 'other.yaml',
  },
  passing: {
    files: {
      'kustomization.yaml': resources,
      'config.yaml': CONFIG,
      'other.yaml': CONFIG.replace('name: settings', 'name: other'),
    },
    path: 'other.yaml',
  },
  source: [KUSTOMIZE_DOCS],
  *project(project): Generator<Finding & { path: string }> {
    const told = new Set<string>();
    for (const file of project.files.values()) {
      if (!file.kustomization) continue;
      const first = new Map<string, string>();
      const listed = new Set<unknown>();
      for (const built of buildOf(project, file).objects) {
        const { object } = built;
        if (object && listed.has(object.root)) continue;
        if (object) listed.add(object.root);
        const id = idOf(built);
        const other = first.get(id);
        if (other === undefined) {
          first.set(id, object?.file.path ?? file.path);
          continue;
        }
        const node = object && scalarOf(at(object.root, 'metadata', 'name'));
        if (!object || !node || told.has(`${object.file.path}:${node.start}`)) continue;
        told.add(`${object.file.path}:${node.start}`);
        yield {
          path: object.file.path,
          start: node.start,
          end: node.end,
          message: `\`${other === object.file.path ? 'This file' : other}\` defines a ${built.kind} \`${node.text}\` as well, and \`${file.path}\` builds both, so kustomize stops. Rename one, or remove it.`,
        };
      }
    }
  },
};
