import { at, stringOf } from '@/lib/yaml';
import type { Project } from '../../engine/project';
import type { Finding, Rule } from '../../engine/rule';
import { HEAD, KUSTOMIZE_DOCS } from './examples';

const component = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnamespace: web\n';

export const componentPlace: Rule = {
  id: 'kustomize-component-place',
  severity: 'error',
  title: 'A Component is listed as a resource, or the other way round',
  why: 'A Component changes what others have built, so it stands under `components`; a Kustomization stands under `resources`. kustomize refuses one in the place of the other, and a kustomization that includes itself.',
  failing: {
    files: {
      'kustomization.yaml': `${HEAD}resources:\n  - ./extra\n`,
      'extra/kustomization.yaml': component,
    },
    path: 'kustomization.yaml',
  },
  passing: {
    files: {
      'kustomization.yaml': `${HEAD}components:\n  - ./extra\n`,
      'extra/kustomization.yaml': component,
    },
    path: 'kustomization.yaml',
  },
  source: [KUSTOMIZE_DOCS],
  *project(project): Generator<Finding & { path: string }> {
    const folders = foldersIn(project);
    const edges = new Map<string, string[]>();
    for (const { from, inner } of folders)
      edges.set(from.path, [...(edges.get(from.path) ?? []), inner.path]);
    for (const { from, field, node, inner } of folders) {
      const place = { path: from.path, start: node.start, end: node.end };
      const isComponent = stringOf(at(inner.kustomization, 'kind')) === 'Component';
      if (isComponent && field !== 'components')
        yield { ...place, message: `\`${node.text}\` is a Component, which belongs under \`components\`.` };
      if (!isComponent && field === 'components')
        yield {
          ...place,
          message: `\`${node.text}\` is no Component but a Kustomization, which belongs under \`resources\`.`,
        };
      if (reaches(edges, inner.path, from.path))
        yield {
          ...place,
          message: 'kustomize would go in a circle here: this folder includes itself. Remove the entry.',
        };
    }
  },
};

/** The entries that lead to another kustomization of the project, with that one. */
function foldersIn(project: Project) {
  return project.references.flatMap(({ from, field, node, target }) => {
    if (target === undefined || !['resources', 'bases', 'components'].includes(field)) return [];
    const inner = project.files.has(target) ? undefined : project.kustomizationOf(target);
    return inner?.kustomization ? [{ from, field, node, inner }] : [];
  });
}

function reaches(edges: ReadonlyMap<string, string[]>, from: string, to: string): boolean {
  const visited = new Set<string>();
  const open = [from];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    if (here === to) return true;
    if (visited.has(here)) continue;
    visited.add(here);
    open.push(...(edges.get(here) ?? []));
  }
  return false;
}
