import { Failure, prefixed } from '../failure';
import { yamlToValue } from '../json';
import { type Fields, fieldOf, isFields, type Node, Parser, type Value } from '../yaml';
import { itemsAt, listAt, noFields, textAt } from './fields';
import type { Loader } from './loader';
import { decodeShape } from './shape';
import { kustomizationShape } from './shapes';

/** A kustomization file, read and checked; older fields are folded into those that replaced them. */
export interface Kustomization {
  readonly fields: Fields;
  readonly kind: string;
  readonly fileName: string;
  /** The line (1-based) of an entry of a list field, 0 when unknown. */
  lineOf(field: string, index: number): number;
}

const fileNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
const betaVersion = 'kustomize.config.k8s.io/v1beta1';
const alphaVersion = 'kustomize.config.k8s.io/v1alpha1';

const editFix = "Run 'kustomize edit fix' to update your Kustomization automatically.";
const deprecated: readonly [field: string, instead: string, how: string][] = [
  ['bases', 'resources', editFix],
  ['commonLabels', 'labels', editFix],
  ['imageTags', 'images', editFix],
  ['patchesJson6902', 'patches', editFix],
  ['patchesStrategicMerge', 'patches', editFix],
  ['vars', 'replacements', `[EXPERIMENTAL] ${editFix}`],
];

/** Moves the entries of an older field to the end of the newer one. */
function fold(fields: Fields, old: string, current: string): void {
  const entries = fields.get(old);
  fields.delete(old);
  if (!Array.isArray(entries) || entries.length === 0) return;
  fields.set(current, [...listAt(fields, current), ...entries]);
}

function fix(fields: Fields): void {
  if (textAt(fields, 'kind') === '') fields.set('kind', 'Kustomization');
  if (textAt(fields, 'apiVersion') === '') {
    fields.set('apiVersion', textAt(fields, 'kind') === 'Component' ? alphaVersion : betaVersion);
  }
  fold(fields, 'bases', 'resources');
  fold(fields, 'imageTags', 'images');
  for (const generator of ['configMapGenerator', 'secretGenerator']) {
    for (const args of itemsAt(fields, generator)) {
      const env = textAt(args, 'env');
      if (env !== '') args.set('envs', [...listAt(args, 'envs'), env]);
      args.delete('env');
    }
  }
  foldHelm(fields);
}

/** The oldest form of Helm charts. As types.SplitHelmParameters. */
function foldHelm(fields: Fields): void {
  const old = itemsAt(fields, 'helmChartInflationGenerator');
  fields.delete('helmChartInflationGenerator');
  const names: readonly [string, string][] = [
    ['chartName', 'name'],
    ['chartVersion', 'version'],
    ['chartRepoUrl', 'repo'],
    ['releaseName', 'releaseName'],
    ['releaseNamespace', 'namespace'],
    ['values', 'valuesFile'],
    ['valuesLocal', 'valuesInline'],
    ['valuesMerge', 'valuesMerge'],
  ];
  const charts = old.map((args): Value => {
    const chart: Fields = new Map();
    for (const [from, to] of names) {
      const value = args.get(from);
      if (value !== undefined) chart.set(to, value);
    }
    return chart;
  });
  if (charts.length > 0) fields.set('helmCharts', [...listAt(fields, 'helmCharts'), ...charts]);
}

function check(fields: Fields, root: string): void {
  const present = [...fields].filter(([name]) => name !== 'kind' && name !== 'apiVersion');
  const hasContent = present.some(([, value]) => value !== '' && value !== null);
  if (!hasContent) throw new Failure('kustomization.yaml is empty');
  const kind = textAt(fields, 'kind');
  const problems: string[] = [];
  if (kind !== 'Kustomization' && kind !== 'Component') {
    problems.push('kind should be Kustomization or Component');
  }
  const version = kind === 'Component' ? alphaVersion : betaVersion;
  if (textAt(fields, 'apiVersion') !== version) problems.push(`apiVersion for ${kind} should be ${version}`);
  if (problems.length > 0) {
    throw new Failure(`Failed to read kustomization file under ${root}:\n${problems.join('\n')}`);
  }
}

function find(loader: Loader): string {
  const found = fileNames.filter((name) => loader.has(name));
  const [name] = found;
  if (name === undefined) {
    const names = `'${fileNames[0]}', '${fileNames[1]}' or '${fileNames[2]}'`;
    throw new Failure(`unable to find one of ${names} in directory '${loader.root}'`);
  }
  if (found.length > 1) throw new Failure(`Found multiple kustomization files under: ${loader.root}\n`);
  return name;
}

/** Reads the kustomization of a folder, and says what in it is deprecated. */
export function loadKustomization(loader: Loader, warn: (text: string) => void): Kustomization {
  const fileName = find(loader);
  const decoded = prefixed('invalid Kustomization', () => {
    const value = yamlToValue(loader.text(fileName));
    return decodeShape(value, kustomizationShape, { strict: true, lenientText: false });
  });
  const fields = isFields(decoded) ? decoded : new Map(noFields);
  for (const [field, instead, how] of deprecated) {
    if (fields.has(field)) {
      warn(`# Warning: '${field}' is deprecated. Please use '${instead}' instead. ${how}`);
    }
  }
  fix(fields);
  check(fields, loader.root);
  return { fields, kind: textAt(fields, 'kind'), fileName, lineOf: lineFinder(loader, fileName) };
}

function lineFinder(loader: Loader, fileName: string): Kustomization['lineOf'] {
  let root: Node | undefined;
  return (field, index) => {
    root ??= new Parser(loader.text(fileName), 'v2').next();
    return fieldOf(root, field)?.content[index]?.line ?? 0;
  };
}
