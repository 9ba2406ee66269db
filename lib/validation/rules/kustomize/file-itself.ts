import { folderOf, nameOf } from '@/lib/tree';
import { at, entriesOf, isMissing, scalarOf, stringOf } from '@/lib/yaml';
import { contentEnd } from '../../engine/edits';
import { KUSTOMIZATION_NAMES } from '../../engine/file';
import type { Finding, Rule } from '../../engine/rule';
import { aKind } from '../../engine/words';
import { KUSTOMIZE_DOCS, kustomization } from './examples';

const VERSIONS = new Map(
  Object.entries({
    Kustomization: 'kustomize.config.k8s.io/v1beta1',
    Component: 'kustomize.config.k8s.io/v1alpha1',
  }),
);

export const fileItself: Rule = {
  id: 'kustomize-file',
  severity: 'error',
  title: 'This is no kustomization that kustomize reads',
  why: 'kustomize expects one mapping in this file, of kind Kustomization or Component, with its own API version. It refuses an empty file, and anything else under this name.',
  failing: {
    files: { 'kustomization.yaml': 'apiVersion: v1\nkind: Kustomization\nresources: []\n' },
    path: 'kustomization.yaml',
  },
  passing: kustomization('resources:\n  - config.yaml\n'),
  source: [KUSTOMIZE_DOCS],
  *project(project): Generator<Finding & { path: string }> {
    for (const { path, kustomization } of project.files.values()) {
      const first = project.kustomizationOf(folderOf(path));
      if (kustomization && first && first.path !== path)
        yield {
          path,
          start: 0,
          end: 0,
          message: `This folder has \`${nameOf(first.path)}\` as well, and kustomize stops with "Found multiple kustomization files". Keep one of them.`,
        };
    }
  },
  *document(file): Generator<Finding> {
    if (!KUSTOMIZATION_NAMES.includes(nameOf(file.path)) || file.yaml.torn) return;
    const root = file.yaml.documents.find((document) => !isMissing(document.root))?.root;
    if (!root) {
      yield {
        start: 0,
        end: 0,
        message:
          'This file is empty, and kustomize stops with "kustomization.yaml is empty". List your files under `resources`.',
      };
      return;
    }
    const { start, end } = root;
    if (root.kind !== 'map') {
      yield { start, end, message: 'kustomize expects a mapping here, with keys such as `resources`.' };
      return;
    }
    const said = entriesOf(root).filter(({ key }) => key.text !== 'apiVersion' && key.text !== 'kind');
    if (said.every(({ value }) => isMissing(value)))
      yield {
        start: said[0]?.key.start ?? start,
        end: said[0]?.key.end ?? contentEnd(root, file.yaml.text),
        message:
          'This kustomization says nothing, and kustomize stops with "kustomization.yaml is empty". List your files under `resources`.',
      };
    const kind = scalarOf(at(root, 'kind'));
    const version = scalarOf(at(root, 'apiVersion'));
    const wanted = VERSIONS.get(stringOf(kind) ?? 'Kustomization');
    if (kind && wanted === undefined)
      yield {
        start: kind.start,
        end: kind.end,
        message: `A file of this name holds a Kustomization, and this is ${aKind(kind.text)}. Move it to a file of its own, and list that under \`resources\`.`,
      };
    else if (version && wanted !== undefined && version.text !== wanted)
      yield {
        start: version.start,
        end: version.end,
        message: `kustomize wants \`apiVersion: ${wanted}\` here, and stops at any other.`,
        fixes: [
          { title: `Change to ${wanted}`, edits: [{ start: version.start, end: version.end, text: wanted }] },
        ],
      };
  },
};
