import type { ApiError, Cluster, Manifest } from '@/lib/cluster';
import type { Printed } from '@/lib/git';
import { readManifests } from '@/lib/kustomize';
import { type Tree, textOf } from '@/lib/tree';
import { isFields } from '../fields';

const refused = (stderr: string): Printed => ({ exitCode: 1, stdout: '', stderr: `${stderr}\n` });

/** The objects of a file, or what kubectl says of it instead. */
function manifestsOf(path: string, text: string): Manifest[] | string {
  const { values, error } = readManifests(text);
  if (error !== undefined) return `error: error parsing ${path}: ${error}`;
  const manifests: Manifest[] = [];
  for (const value of values) {
    const manifest: Manifest = JSON.parse(JSON.stringify(value));
    if (!isFields(value) || typeof manifest.kind !== 'string' || manifest.kind === '')
      return `error: unable to decode "${path}": Object 'Kind' is missing in '${JSON.stringify(value)}'`;
    if (typeof manifest.apiVersion !== 'string' || manifest.apiVersion === '')
      return `error: error validating "${path}": error validating data: apiVersion not set; if you choose to ignore these errors, turn validation off with --validate=false`;
    manifests.push(manifest);
  }
  return manifests.length > 0 ? manifests : 'error: no objects passed to apply';
}

const fieldOf = (manifest: Manifest, field: string): string => {
  const { metadata } = manifest;
  const value = isFields(metadata) ? metadata[field] : undefined;
  return typeof value === 'string' ? value : '';
};

/** The refusal of the API, as kubectl passes it on. */
function serverSays(path: string, exists: boolean, { reason, message }: ApiError): string {
  return `Error from server (${reason}): error when ${exists ? 'patching' : 'creating'} "${path}": ${message}`;
}

/** Applies one object; a line for stdout or one for stderr. */
function applyOne(cluster: Cluster, path: string, manifest: Manifest): Pick<Printed, 'stdout' | 'stderr'> {
  const { apiVersion = '', kind = '' } = manifest;
  const served = cluster.api.resource(String(apiVersion), String(kind));
  const name = fieldOf(manifest, 'name');
  const namespace = fieldOf(manifest, 'namespace');
  if (served === undefined)
    return {
      stdout: '',
      stderr: `error: resource mapping not found for name: "${name}" namespace: "${namespace}" from "${path}": no matches for kind "${kind}" in version "${apiVersion}"\nensure CRDs are installed first\n`,
    };
  const place = served.namespaced ? { namespace: namespace || 'default' } : {};
  const exists = cluster.api.get({ apiVersion: String(apiVersion), kind: String(kind), name, ...place }).ok;
  const done = cluster.api.apply(manifest, { why: `kubectl apply -f ${path}` });
  const warned = done.warnings.map((warning) => `Warning: ${warning}\n`).join('');
  if (!done.ok) return { stdout: '', stderr: `${warned}${serverSays(path, exists, done.error)}\n` };
  const group = String(apiVersion).includes('/') ? `.${String(apiVersion).split('/')[0]}` : '';
  return { stdout: `${String(kind).toLowerCase()}${group}/${name} ${done.value.result}\n`, stderr: warned };
}

/** `kubectl apply -f <path>`: every object of a file of the workspace, one after the other. */
export function applyFile(cluster: Cluster, tree: Tree, path: string): Printed {
  const text = textOf(tree, path);
  if (text === undefined) return refused(`error: the path "${path}" does not exist`);
  const manifests = manifestsOf(path, text);
  if (typeof manifests === 'string') return refused(manifests);
  let [stdout, stderr, exitCode] = ['', '', 0];
  for (const manifest of manifests) {
    const said = applyOne(cluster, path, manifest);
    if (said.stdout === '') exitCode = 1;
    stdout += said.stdout;
    stderr += said.stderr;
  }
  return { exitCode, stdout, stderr };
}
