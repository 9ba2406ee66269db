import { nearest } from '@/lib/kubernetes';
import {
  at,
  entriesOf,
  entryOf,
  isMissing,
  itemsOf,
  type MapNode,
  type SeqNode,
  scalarOf,
  stringOf,
  type YamlNode,
} from '@/lib/yaml';
import type { SourceObject } from '../../engine/file';
import type { Finding } from '../../engine/rule';

const STRATEGIES = ['delete', 'merge', 'replace'];

/** Words of `kubectl patch` that kustomize does not know. As kyaml/yaml/merge2, which knows `$patch` alone. */
export function* directives(node: YamlNode): Generator<Finding> {
  if (node.kind === 'seq') for (const item of node.items) yield* directives(item);
  if (node.kind !== 'map') return;
  for (const { key, value } of node.entries) {
    const strategy = scalarOf(value);
    if (/^\$(?:retainKeys$|setElementOrder\/|deleteFromPrimitiveList\/)/.test(key.text))
      yield {
        start: key.start,
        end: key.end,
        message: `kustomize does not know \`${key.text}\`: it does nothing and is left in what is built. To replace all that stands there, write \`$patch: replace\`; to remove one field, \`field: null\`.`,
      };
    else if (key.text === '$patch' && strategy?.text && !STRATEGIES.includes(strategy.text))
      yield {
        start: strategy.start,
        end: strategy.end,
        message: `kustomize stops with "unknown patch strategy". There are \`$patch: replace\` and \`$patch: delete\`.`,
      };
    else yield* directives(value);
  }
}

/** Fields of which a mapping has one, by the key that the mapping stands under. */
const PROBE = ['exec', 'grpc', 'httpGet', 'tcpSocket'];
const HANDLER = ['exec', 'httpGet', 'sleep', 'tcpSocket'];
const ONE_OF: Readonly<Record<string, readonly string[]>> = {
  livenessProbe: PROBE,
  readinessProbe: PROBE,
  startupProbe: PROBE,
  postStart: HANDLER,
  preStop: HANDLER,
  env: ['value', 'valueFrom'],
  valueFrom: ['configMapKeyRef', 'fieldRef', 'resourceFieldRef', 'secretKeyRef'],
};
/** Lists whose entries are merged by name. */
const BY_NAME = ['containers', 'initContainers', 'env', 'volumes'];

/**
 * What is wrong when a patch is merged into an object with a Pod.
 *
 * @param others the other patches that may change the object.
 */
export function merged(patch: MapNode, object: SourceObject, others: readonly string[]): Generator<Finding> {
  return walk(patch, object.root, '');

  function* walk(node: YamlNode, target: YamlNode | undefined, key: string): Generator<Finding> {
    if (node.kind === 'seq' && target?.kind === 'seq' && BY_NAME.includes(key))
      yield* entries(node, target, key);
    if (node.kind !== 'map' || target?.kind !== 'map' || entryOf(node, '$patch')) return;
    yield* beside(node, target, key);
    for (const entry of node.entries)
      yield* walk(entry.value, entryOf(target, entry.key.text)?.value, entry.key.text);
  }

  function* entries(list: SeqNode, target: SeqNode, key: string): Generator<Finding> {
    if (list.items.some((item) => stringOf(at(item, '$patch')) === 'replace')) return;
    for (const item of list.items) {
      const name = stringOf(at(item, 'name'));
      const namesake = target.items.find((one) => name !== undefined && stringOf(at(one, 'name')) === name);
      if (namesake) yield* walk(item, namesake, key);
      else if (/ontainers$/.test(key)) yield* added(item, target, key);
    }
  }

  function* added(item: YamlNode, target: SeqNode, key: string): Generator<Finding> {
    const name = scalarOf(at(item, 'name'));
    if (typeof name?.value !== 'string' || entryOf(item, 'image') || entryOf(item, '$patch')) return;
    if (others.some((text) => text.includes(name.text) && /image|\bop\b/.test(text))) return;
    const names = itemsOf(target).flatMap((one) => stringOf(at(one, 'name')) ?? []);
    const meant = nearest(name.text, names) ?? (names.length === 1 ? names[0] : undefined);
    const { start, end } = name;
    yield {
      start,
      end,
      message: `${object.kind} \`${object.name}\` has no \`${name.text}\` among its \`${key}\`, so the patch adds one, without an image, and the API server refuses it. ${meant === undefined ? `There are ${names.map((one) => `\`${one}\``).join(', ')}.` : `You probably mean \`${meant}\`.`}`,
      fixes:
        meant === undefined ? [] : [{ title: `Change to ${meant}`, edits: [{ start, end, text: meant }] }],
    };
  }

  function* beside(node: MapNode, target: MapNode, key: string): Generator<Finding> {
    const stays = (field: string) =>
      !isMissing(at(target, field)) &&
      !entryOf(node, field) &&
      !others.some((text) => text.includes(field) || /\bop\b/.test(text));
    const type = key === 'strategy' || key === 'updateStrategy' ? entryOf(node, 'type') : undefined;
    const still = stringOf(type?.value);
    if (type && (still === 'Recreate' || still === 'OnDelete') && stays('rollingUpdate'))
      yield left(type.value, 'rollingUpdate', `\`${still}\` takes none`);
    const group = key === 'volumes' ? sources(node, target) : Object.hasOwn(ONE_OF, key) ? ONE_OF[key] : [];
    const own = entriesOf(node).find((entry) => group?.includes(entry.key.text) && !isMissing(entry.value));
    const old = own && group?.find((field) => field !== own.key.text && stays(field));
    if (own && old) yield left(own.key, old, `the API server refuses it beside \`${own.key.text}\``);
  }
}

function left({ start, end }: { start: number; end: number }, field: string, why: string): Finding {
  return {
    start,
    end,
    message: `\`${field}\` stays, because a patch leaves what it does not name, and ${why}. Add \`${field}: null\` to the patch.`,
  };
}

/** A volume has a name, and one thing besides: where it comes from. */
function sources(node: MapNode, target: MapNode): string[] {
  return [...node.entries, ...target.entries].flatMap(({ key }) => (key.text === 'name' ? [] : key.text));
}
