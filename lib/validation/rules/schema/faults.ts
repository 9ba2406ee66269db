import { type CheckOptions, checkSchema, objectOf, type SchemaFault, typeOfKind } from '@/lib/kubernetes';
import { nameOf } from '@/lib/tree';
import { at, entryOf, itemsOf, stringOf, type YamlNode } from '@/lib/yaml';
import { KUSTOMIZATION_NAMES, type SourceFile } from '../../engine/file';
import type { Role } from '../../engine/project';

const memory = new WeakMap<SourceFile, Map<Role, SchemaFault[]>>();

/** Where the documents of a file do not fit the schemas of their kinds; read once for all schema rules. */
export function faultsOf(file: SourceFile, role: Role): readonly SchemaFault[] {
  const roles = memory.get(file) ?? new Map<Role, SchemaFault[]>();
  memory.set(file, roles);
  const known = roles.get(role);
  if (known) return known;
  const faults = file.yaml.documents.flatMap(({ root }) => (root ? check(root, file, role) : []));
  roles.set(role, faults);
  return faults;
}

function check(root: YamlNode, file: SourceFile, role: Role): SchemaFault[] {
  if (objectOf(root)?.kind === 'List' && entryOf(root, 'items'))
    return itemsOf(at(root, 'items')).flatMap((item) => check(item, file, role));
  const type = schemaTypeOf(root, file);
  if (!type || isEncrypted(root)) return [];
  const options: CheckOptions = { partial: role === 'patch', anyCase: type === '#Kustomization' };
  const faults = checkSchema(root, type, options).filter(
    (fault) => !('node' in fault && isSubstituted(fault.node)),
  );
  // What could not be read may hold the field that seems to be missing.
  return file.unsure ? faults.filter((fault) => fault.fault !== 'missing-field') : faults;
}

/** `${SIZE:=5Gi}`: a name with a value to take without it, which Flux or envsubst fills in. */
function isSubstituted(node: YamlNode): boolean {
  return node.kind === 'scalar' && /^\$\{\w+:[=-][^{}]*\}$/.test(node.text);
}

/** Whether SOPS has encrypted an object: whoever builds it decrypts its values and takes the note of SOPS away. */
export function isEncrypted(root: YamlNode): boolean {
  return entryOf(at(root, 'sops'), 'mac') !== undefined;
}

/** The schema type of a document: by its `apiVersion` and `kind`, or by the file's name for a kustomization. */
export function schemaTypeOf(root: YamlNode | undefined, file: SourceFile): string | undefined {
  const apiVersion = stringOf(at(root, 'apiVersion'));
  const kind = stringOf(at(root, 'kind'));
  if (
    root?.kind === 'map' &&
    KUSTOMIZATION_NAMES.includes(nameOf(file.path)) &&
    (!kind || isKustomization(kind))
  )
    return '#Kustomization';
  return apiVersion && kind ? typeOfKind(apiVersion, kind) : undefined;
}

function isKustomization(kind: string): boolean {
  return kind === 'Kustomization' || kind === 'Component';
}
