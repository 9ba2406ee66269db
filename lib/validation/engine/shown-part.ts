import { type FileContent, folderOf } from '@/lib/tree';
import { applied, entryOf } from '@/lib/yaml';
import { contentEnd, removeItem } from './edits';
import { isRemote, type Project } from './project';
import type { Edit } from './rule';
import type { Top } from './tops';

/** Charts are filled in by Helm, which is not here. */
const CHARTS = ['helmCharts', 'helmChartInflationGenerator'];
const RESOURCES = ['resources', 'bases', 'components'];

/**
 * The tree as far as it shows what a kustomization builds: what comes from elsewhere, such as a repository or a chart,
 * is left out, so that the rest can be built.
 *
 * @param without files that are left out as well.
 */
export function shownPart(
  top: Top,
  project: Project,
  without: ReadonlySet<string>,
): Map<string, FileContent> {
  const tree = new Map(project.tree);
  for (const path of top.takes) {
    const file = project.files.get(path);
    if (!file?.kustomization) continue;
    const edits: Edit[] = [];
    for (const { node, field, target } of project.referencesFrom(file)) {
      if (!RESOURCES.includes(field)) continue;
      if (target === undefined ? !isRemote(node.text) : !without.has(target)) continue;
      const removed = removeItem(file, node);
      if (removed.length) {
        edits.push(...removed);
        continue;
      }
      const name = `elsewhere-${edits.length}`;
      const folder = folderOf(path);
      const kind = field === 'components' ? 'kind: Component\n' : '';
      tree.set(`${folder === '' ? '' : `${folder}/`}${name}/kustomization.yaml`, kind + nothing(name));
      edits.push({ start: node.start, end: node.end, text: name });
    }
    for (const field of CHARTS) {
      const entry = entryOf(file.kustomization, field);
      if (entry)
        edits.push({
          start: entry.key.start,
          end: contentEnd(entry.value, file.yaml.text),
          text: `${field}: []`,
        });
    }
    if (edits.length) tree.set(path, applied(file.yaml.text, edits));
  }
  return tree;
}

/** A kustomization that builds nothing. An empty one is refused. */
function nothing(name: string): string {
  return `configMapGenerator:\n- name: ${name}\n  options: {annotations: {config.kubernetes.io/local-config: "true"}}\n`;
}
