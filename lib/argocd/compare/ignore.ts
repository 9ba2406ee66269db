import {
  groupOfObject,
  isMap,
  itemsAt,
  type Json,
  type JsonMap,
  type KubeObject,
  kindOf,
  nameOf,
  namespaceOf,
  textAt,
} from '../object';
import { globMatches } from '../resource/glob';
import { parseJqPath } from './jq-path';
import { fieldPaths } from './managed-fields';
import { type Step, withoutPath } from './paths';

/** An entry of `spec.ignoreDifferences`. */
export interface IgnoreRule {
  group?: string;
  kind: string;
  name?: string;
  namespace?: string;
  jsonPointers?: readonly string[];
  jqPathExpressions?: readonly string[];
  managedFieldsManagers?: readonly string[];
}

/**
 * What Argo CD leaves out everywhere by default: the status, which belongs to the controllers.
 * As util/settings, `resource.compareoptions` with ignoreResourceStatusField: all.
 */
const ALWAYS: readonly IgnoreRule[] = [
  { group: '*', kind: '*', jsonPointers: ['/status'] },
  {
    group: 'apiextensions.k8s.io',
    kind: 'CustomResourceDefinition',
    jsonPointers: ['/spec/preserveUnknownFields'],
  },
];

function applies(rule: IgnoreRule, object: KubeObject): boolean {
  return (
    globMatches(rule.group ?? '', groupOfObject(object)) &&
    globMatches(rule.kind, kindOf(object)) &&
    (!rule.name || rule.name === nameOf(object)) &&
    (!rule.namespace || rule.namespace === namespaceOf(object))
  );
}

/** As RFC 6901; a number may be an item of a list or a field, so it is tried as both. */
function pointerPaths(pointer: string): Step[][] {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (parts.length === 0) return [];
  const asIndex = parts.map((part) => (/^(0|[1-9][0-9]*)$/.test(part) ? Number(part) : part));
  return asIndex.some((part) => typeof part === 'number') ? [asIndex, parts] : [parts];
}

/** An object without what the rules ignore. As util/argo/normalizers, ignoreNormalizer. */
export function withoutIgnored(object: KubeObject, rules: readonly IgnoreRule[]): KubeObject {
  let left = object;
  for (const rule of [...ALWAYS, ...rules]) {
    if (!applies(rule, object)) continue;
    for (const pointer of rule.jsonPointers ?? []) {
      for (const path of pointerPaths(pointer)) left = withoutPath(left, path);
    }
    for (const expression of rule.jqPathExpressions ?? []) {
      const parsed = parseJqPath(expression);
      if (parsed.ok) left = withoutPath(left, parsed.steps);
    }
  }
  return left;
}

/** The jq expressions of rules that are not understood here; upstream runs all of jq. */
export function unsupportedJq(rules: readonly IgnoreRule[]): string[] {
  return rules.flatMap((rule) => rule.jqPathExpressions ?? []).filter((text) => !parseJqPath(text).ok);
}

/** Where trusted managers own fields of a live object: those are taken out of both sides. */
export function trustedPaths(live: KubeObject, rules: readonly IgnoreRule[]): Step[][] {
  const managers = rules
    .filter((rule) => applies(rule, live))
    .flatMap((rule) => rule.managedFieldsManagers ?? []);
  if (managers.length === 0) return [];
  return itemsAt(live, 'metadata', 'managedFields')
    .filter((entry) => managers.includes(textAt(entry, 'manager')))
    .flatMap((entry) => fieldPaths(isMap(entry) ? entry.fieldsV1 : undefined));
}

/** Reads `spec.ignoreDifferences`; entries that say no kind are left out. */
export function readIgnoreRules(json: Json | undefined): IgnoreRule[] {
  return (Array.isArray(json) ? json : []).filter(isMap).flatMap((entry: JsonMap) => {
    const texts = (field: string) => itemsAt(entry, field).filter((item) => typeof item === 'string');
    const kind = textAt(entry, 'kind');
    if (kind === '') return [];
    return [
      {
        kind,
        group: textAt(entry, 'group'),
        name: textAt(entry, 'name'),
        namespace: textAt(entry, 'namespace'),
        jsonPointers: texts('jsonPointers'),
        jqPathExpressions: texts('jqPathExpressions'),
        managedFieldsManagers: texts('managedFieldsManagers'),
      },
    ];
  });
}
