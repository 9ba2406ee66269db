import { groupOf, isKnownGroup, knownKinds, nearest } from '@/lib/kubernetes';
import { at, itemsOf, type ScalarNode, scalarOf, type YamlNode } from '@/lib/yaml';
import { type Finding, one, type Rule } from '../../engine/rule';

const role = (resource: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: reader\nrules:\n  - apiGroups: [apps]\n    resources: [${resource}]\n    verbs: [get, list]\n`;

/** As the API server's paths call a kind. */
function plural(kind: string): string {
  const lower = kind.toLowerCase();
  if (lower === 'endpoints') return lower;
  if (/[^aeiou]y$/.test(lower)) return `${lower.slice(0, -1)}ies`;
  return /(?:s|x|ch)$/.test(lower) ? `${lower}es` : `${lower}s`;
}

/** The groups of each built-in resource. */
const RESOURCES = new Map<string, Set<string>>();
const PLURALS = new Map<string, string>();
for (const { apiVersion, kind } of knownKinds()) {
  const name = plural(kind);
  RESOURCES.set(name, (RESOURCES.get(name) ?? new Set()).add(groupOf(apiVersion)));
  PLURALS.set(kind.toLowerCase(), name);
}
const VERBS =
  'get list watch create update patch delete deletecollection use bind escalate impersonate approve attest sign proxy'.split(
    ' ',
  );
/** Verbs that people write, and what they mean. */
const MEANT: Readonly<Record<string, string>> = {
  read: 'get, list, watch',
  view: 'get, list, watch',
  write: 'create, update, patch',
  edit: 'update, patch',
  apply: 'create, patch',
  remove: 'delete',
  all: '*',
};

export const rbacIdle: Rule = {
  id: 'rbac-grants-nothing',
  severity: 'error',
  title: 'The rule of the role grants nothing',
  why: 'A role names resources as the API’s paths do: plural, in lower case, with the group without its version. The API server takes any text and compares it letter by letter, so a rule with a wrong word allows nothing, and nobody says so.',
  failing: one(role('deployment')),
  passing: one(role('deployments')),
  source: [
    {
      title: 'Kubernetes, RBAC, referring to resources',
      url: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources',
    },
  ],
  keys: ['rules'],
  *object(object): Generator<Finding> {
    if (!/^rbac\.authorization\.k8s\.io\//.test(object.apiVersion) || object.file.kustomization) return;
    const rules = itemsOf(at(object.root, 'rules'));
    for (const rule of rules) yield* check(rule, rules);
  },
};

function* check(rule: YamlNode, all: readonly YamlNode[]): Generator<Finding> {
  const groups = texts(at(rule, 'apiGroups'));
  let sound = true;
  for (const node of groups) {
    const said = groupFault(node.value);
    if (said === undefined) continue;
    sound = false;
    yield { start: node.start, end: node.end, message: said };
  }
  const resources = texts(at(rule, 'resources')).map((node) => ({
    node,
    said: resourceFault(node.value, sound ? groups.map(({ value }) => value) : ['*']),
  }));
  // Where others of the list are granted, the rule is not without effect.
  const severity = resources.every(({ said }) => said !== undefined) ? 'error' : 'warning';
  for (const { node, said } of resources)
    if (said !== undefined && !(severity === 'warning' && isGranted(node.value, rule, all)))
      yield { start: node.start, end: node.end, message: said, severity };
  for (const node of texts(at(rule, 'verbs'))) {
    const said = verbFault(node.value);
    if (said !== undefined) yield { start: node.start, end: node.end, message: said };
  }
}

/** Whether another rule of the role names a resource in its own group, with the verbs of this one. */
function isGranted(resource: string, rule: YamlNode, all: readonly YamlNode[]): boolean {
  const wanted = texts(at(rule, 'verbs'));
  return all.some((other) => {
    if (other === rule || !texts(at(other, 'resources')).some(({ value }) => value === resource))
      return false;
    const groups = texts(at(other, 'apiGroups')).map(({ value }) => value);
    const verbs = texts(at(other, 'verbs')).map(({ value }) => value);
    return (
      resourceFault(resource, groups) === undefined &&
      (verbs.includes('*') || wanted.every(({ value }) => verbs.includes(value)))
    );
  });
}

function texts(list: YamlNode | undefined): (ScalarNode & { value: string })[] {
  return itemsOf(list).flatMap((item) => {
    const node = scalarOf(item);
    return node && typeof node.value === 'string' && !/[{$]/.test(node.value)
      ? [{ ...node, value: node.value }]
      : [];
  });
}

function groupFault(group: string): string | undefined {
  if (group.includes('/'))
    return `A group stands without its version: \`${group.slice(0, group.indexOf('/'))}\`. As it is, this rule grants nothing.`;
  return /^(?:v\d+|core)$/.test(group)
    ? `The group of Pods, Services and ConfigMaps has no name: write \`""\`. There is no group \`${group}\`.`
    : undefined;
}

function resourceFault(resource: string, groups: readonly string[]): string | undefined {
  const [name = '', ...below] = resource.split('/');
  if (name === '' || name === '*') return undefined;
  const known = RESOURCES.get(name);
  if (!known) {
    const meant =
      PLURALS.get(name.toLowerCase()) ?? (RESOURCES.has(name.toLowerCase()) ? name.toLowerCase() : undefined);
    return meant === undefined
      ? undefined
      : `There is no resource \`${name}\`, so this grants nothing. In the API it is called \`${[meant, ...below].join('/')}\`.`;
  }
  if (
    groups.length === 0 ||
    groups.some(
      (group) => group === '*' || group === 'extensions' || known.has(group) || !isKnownGroup(group),
    )
  )
    return undefined;
  const wanted = [...known].map((group) => `\`${group === '' ? '""' : group}\``).join(' or ');
  return `\`${name}\` is in the group ${wanted}, which is not among the \`apiGroups\` of this rule, so it grants nothing for it. Make another rule with that group.`;
}

function verbFault(verb: string): string | undefined {
  if (verb === '*' || VERBS.includes(verb)) return undefined;
  const meant =
    (Object.hasOwn(MEANT, verb.toLowerCase()) ? MEANT[verb.toLowerCase()] : undefined) ??
    nearest(verb, VERBS);
  return meant === undefined
    ? undefined
    : `There is no verb \`${verb}\`, so this grants nothing. Write \`${meant}\`.`;
}
