import { nearest, objectOf } from '@/lib/kubernetes';
import { folderOf, hasFolder, nameOf, type Tree, textOf } from '@/lib/tree';
import { parseYaml } from '@/lib/yaml';
import { isYamlPath } from '../../engine/file';
import { isInline, isRemote, type Project, type Reference } from '../../engine/project';
import type { Finding, FindingFix, Rule } from '../../engine/rule';
import { KUSTOMIZE_DOCS, kustomization } from './examples';

export const notFound: Rule = {
  id: 'kustomize-not-found',
  severity: 'error',
  title: 'The kustomization lists something that is not there',
  why: 'kustomize stops at the first entry that it cannot find, so nothing at all is built and Argo CD shows a ComparisonError.',
  failing: kustomization('resources:\n  - confg.yaml\n'),
  passing: kustomization('resources:\n  - config.yaml\n'),
  source: [KUSTOMIZE_DOCS],
  *project(project): Generator<Finding & { path: string }> {
    for (const reference of project.references) {
      const said = check(project, reference);
      if (!said) continue;
      const { node, from } = reference;
      yield { path: from.path, start: node.start, end: node.end, ...said };
    }
  },
};

/** Fields whose entries are files. */
const FILES = [
  'patches',
  'patchesJson6902',
  'patchesStrategicMerge',
  'configMapGenerator',
  'secretGenerator',
  'crds',
  'configurations',
  'replacements',
  'helmCharts',
  'openapi',
];

function check(
  project: Project,
  reference: Reference,
): { message: string; fixes?: FindingFix[] } | undefined {
  const { node, field, target, from } = reference;
  const text = node.text.replace(/^[\w.-]+=(?=.)/, (key) => (field.endsWith('Generator') ? '' : key));
  if (isRemote(text) || isInline(text)) return undefined;
  if (target === undefined)
    return text.startsWith('/')
      ? {
          message: `\`${text}\` is an absolute path, which kustomize does not follow. Write it relative to this file.`,
        }
      : undefined;
  const { tree } = project;
  const own = folderOf(from.path);
  if (tree.has(target)) {
    if (field === 'components')
      return {
        message: '`components` takes folders, and this is a file. Name the folder that holds the Component.',
      };
    if (field === 'resources' && !isYamlPath(target) && !holdsObject(project, target))
      return {
        message: `\`${text}\` holds no object with \`apiVersion\` and \`kind\`, so kustomize stops. Data files belong to a \`configMapGenerator\`.`,
      };
    if (own !== '' && !target.startsWith(`${own}/`) && field !== 'helmCharts')
      return {
        message: `kustomize reads no file from outside this folder ("${text} is not in or below" it). Copy the file here, or list its folder, with a kustomization of its own.`,
      };
    return undefined;
  }
  if (hasFolder(tree, target)) {
    if (project.kustomizationOf(target))
      return FILES.includes(field)
        ? { message: `\`${text}\` is a folder, and \`${field}\` takes files.` }
        : undefined;
    return {
      message: `The folder \`${text}\` has no kustomization.yaml, so kustomize cannot build it. Add one there, or list the files by name.`,
    };
  }
  const meant = nearby(tree, own, text);
  const advice = meant === undefined ? 'Look at the name and the path.' : `You probably mean \`${meant}\`.`;
  return {
    message: `There is no \`${text}\` here, so kustomize stops and nothing is built. ${advice}`,
    fixes: nearFix(reference, meant),
  };
}

function holdsObject({ tree, files }: Project, path: string): boolean {
  // A file that cannot be read is told for its own sake.
  if (files.get(path)?.yaml.problems.length) return true;
  const text = textOf(tree, path);
  return text !== undefined && parseYaml(text).documents.some(({ root }) => objectOf(root) !== undefined);
}

/** The file that was probably meant, relative to the kustomization's folder. */
function nearby(tree: Tree, own: string, text: string): string | undefined {
  const folder = own === '' ? '' : `${own}/`;
  const files = [...tree.keys()]
    .filter((path) => path.startsWith(folder))
    .map((path) => path.slice(folder.length));
  const candidates = files.filter((file) => !/^kustomization\.ya?ml$/.test(nameOf(file)));
  return nearest(text, candidates) ?? candidates.find((file) => nameOf(file) === nameOf(text));
}

function nearFix({ node, field }: Reference, meant: string | undefined): FindingFix[] {
  if (meant === undefined || field.endsWith('Generator')) return [];
  return [
    {
      title: `Change to ${meant}`,
      reveals: true,
      edits: [{ start: node.start, end: node.end, text: meant }],
    },
  ];
}
