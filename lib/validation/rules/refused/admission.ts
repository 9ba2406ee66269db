import { at, entryOf, isMissing, itemsOf, type ScalarNode, scalarOf, stringOf } from '@/lib/yaml';
import { between, chosen, filled, formed, hasOnly, isEmptyList, oneOf } from './checks';
import { SELECTOR } from './scheduling';
import { type Check, type Fields, isPlaceholder, type Tell, WHOLE } from './walk';

/** The texts of a list. */
export function textsIn(list: Parameters<typeof itemsOf>[0]): ScalarNode[] {
  return itemsOf(list).flatMap((item) => {
    const node = scalarOf(item);
    return typeof node?.value === 'string' && !isPlaceholder(node.value) ? [node] : [];
  });
}

/** Texts of a list that stand there already. */
export function repeated(nodes: readonly ScalarNode[]): ScalarNode[] {
  const seen = new Set<string>();
  return nodes.filter(({ text }) => seen.has(text) || !seen.add(text));
}

/** A name comes once in a list of mappings. */
export const uniqueNames: Check = ({ value }, tell) => {
  const names = itemsOf(value).flatMap((item) => scalarOf(at(item, 'name')) ?? []);
  for (const name of repeated(names)) tell(name, `Another one here is called \`${name.text}\`. Rename one.`);
};

const RULE = ['apiGroups', 'apiVersions', 'operations', 'resourceNames', 'resources', 'scope'];

/** As admissionregistration/validation, validateRuleWithOperations and validateResources. */
const rules: Fields = {
  [WHOLE]: (node, tell, place) => {
    if (!hasOnly(node, RULE)) return;
    for (const field of ['operations', 'apiGroups', 'apiVersions', 'resources']) {
      const entry = entryOf(node, field);
      const all = textsIn(entry?.value).find(({ text }) => text === (field === 'resources' ? '*/*' : '*'));
      if (isEmptyList(entry?.value))
        tell(
          entry?.key ?? place,
          `This rule has no \`${field}\`, so the API server refuses it.${field === 'apiGroups' ? ' The group of Pods, Services and ConfigMaps is `""`.' : ' Add them.'}`,
        );
      else if (all && itemsOf(entry?.value).length > 1)
        tell(all, `\`${all.text}\` means all ${field}, so it stands alone. Remove it, or the others.`);
    }
  },
};

const reviewVersions: Check = ({ key, value }, tell) => {
  const versions = textsIn(value);
  if (
    isEmptyList(value) ||
    (versions.length > 0 && !versions.some(({ text }) => /^v1(?:beta1)?$/.test(text)))
  )
    tell(key, 'The API server speaks `v1` and `v1beta1` to a webhook, and this lists neither. Add `v1`.');
  for (const node of repeated(versions)) tell(node, `\`${node.text}\` stands there already. Remove it.`);
};

const webhookPath: Check = ({ value }, tell) => {
  const path = stringOf(value);
  if (path === undefined || path === '' || isPlaceholder(path)) return;
  if (!path.startsWith('/')) tell(value, `A path starts with a slash. Write \`/${path}\`.`);
  else if (/\/\/./.test(path)) tell(value, 'The API server refuses two slashes in a row. Remove one.');
};

/** As apiserver/pkg/util/webhook, ValidateWebhookURL. */
const webhookAddress: Check = ({ value }, tell) => {
  const url = stringOf(value);
  if (url === undefined || isPlaceholder(url)) return;
  if (!/^https:\/\/[^/?#@]+/i.test(url) || /[?#]/.test(url))
    tell(value, 'A webhook is called at `https://`, with a host, and without user, `?` and `#`.');
};

/** Where a webhook is. */
export const CLIENT: Fields = {
  [WHOLE]: (node, tell, place) => {
    const found = chosen(node, ['service', 'url']);
    if (found.length === 0 && hasOnly(node, ['service', 'url', 'caBundle']))
      tell(place, 'This does not say where the webhook is. It needs `service` or `url`.');
    else if (found[1])
      tell(found[1].key, 'A webhook is a `service` or has a `url`, and this one has both. Remove one.');
  },
  url: webhookAddress,
  service: { name: filled, namespace: filled, path: webhookPath, port: between(1, 65_535) },
};

/** As apimachinery, IsFullyQualifiedName: three parts at least. */
const QUALIFIED = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?){2,}$/;

const CONDITIONS: Fields = { name: filled, expression: filled };

/** As admissionregistration/validation, validateValidatingWebhook. */
const WEBHOOK: Fields = {
  name: formed(
    QUALIFIED,
    'name of a webhook: it has three parts with dots between, as `check.shop.example.com`',
  ),
  admissionReviewVersions: reviewVersions,
  sideEffects: ({ value }, tell) => {
    const effects = stringOf(value);
    if (effects === 'Some' || effects === 'Unknown')
      tell(
        value,
        `\`admissionregistration.k8s.io/v1\` refuses \`${effects}\`: a webhook is asked in dry runs as well. Write \`None\`, or \`NoneOnDryRun\`.`,
      );
  },
  timeoutSeconds: between(1, 30),
  clientConfig: CLIENT,
  rules,
  namespaceSelector: SELECTOR,
  objectSelector: SELECTOR,
  matchConditions: CONDITIONS,
};

const WEBHOOKS: Fields = {
  [WHOLE]: (node, tell) => {
    const entry = entryOf(node, 'webhooks');
    if (entry) uniqueNames(entry, tell, node);
  },
  webhooks: WEBHOOK,
};

const MATCH: Fields = {
  namespaceSelector: SELECTOR,
  objectSelector: SELECTOR,
  resourceRules: rules,
  excludeResourceRules: rules,
};

/** A policy says what it is about. */
function constraints(node: Parameters<typeof entryOf>[0], tell: Tell) {
  const entry = entryOf(node, 'matchConstraints');
  if (
    entry?.value.kind === 'map' &&
    hasOnly(entry.value, MATCHING) &&
    isEmptyList(at(entry.value, 'resourceRules'))
  )
    tell(entry.key, 'This does not say which objects the policy is about. Add `resourceRules`.');
}

const MATCHING = [
  'excludeResourceRules',
  'matchPolicy',
  'namespaceSelector',
  'objectSelector',
  'resourceRules',
];
const IDENTIFIER = /^[_a-zA-Z][_a-zA-Z0-9]*$/;
const VARIABLES: Fields = {
  name: formed(IDENTIFIER, 'name of a variable: it takes letters, digits and `_`'),
  expression: filled,
};

/** As admissionregistration/validation, validateValidatingAdmissionPolicySpec. */
const POLICY: Fields = {
  [WHOLE]: (node, tell, place) => {
    constraints(node, tell);
    const told = ['validations', 'auditAnnotations'];
    const known = [...told, 'failurePolicy', 'matchConditions', 'matchConstraints', 'paramKind', 'variables'];
    if (hasOnly(node, known) && told.every((field) => isEmptyList(at(node, field))))
      tell(
        entryOf(node, 'validations')?.key ?? place,
        `This policy checks nothing. It needs ${oneOf(told)}.`,
      );
    else if (hasOnly(node, known) && !entryOf(node, 'matchConstraints'))
      tell(place, 'This does not say which objects the policy is about. Add `matchConstraints`.');
  },
  matchConstraints: MATCH,
  matchConditions: CONDITIONS,
  variables: VARIABLES,
  validations: {
    expression: filled,
    message: ({ value }, tell) => {
      const text = stringOf(value);
      if (text !== undefined && text !== '' && (text.trim() === '' || text.trim().includes('\n')))
        tell(value, 'A message is one line of text. Write it in one line.');
    },
  },
};

/** As admissionregistration/validation, validateValidationActions. */
const actions: Check = ({ key, value }, tell) => {
  const nodes = textsIn(value);
  if (value.kind === 'seq' && value.items.length === 0)
    tell(key, 'A binding needs an action, or nothing happens. Add `Deny`, `Warn` or `Audit`.');
  for (const node of repeated(nodes)) tell(node, `\`${node.text}\` stands there already. Remove it.`);
  const both = nodes.findLast(({ text }) => text === 'Deny' || text === 'Warn');
  if (both && ['Deny', 'Warn'].every((action) => nodes.some(({ text }) => text === action)))
    tell(
      both,
      'The API server refuses `Deny` and `Warn` together: who is denied need not be warned. Keep one.',
    );
};

const PARAMS: Fields = {
  [WHOLE]: (node, tell, place) => {
    if (!hasOnly(node, ['name', 'namespace', 'parameterNotFoundAction', 'selector'])) return;
    const found = chosen(node, ['name', 'selector']);
    if (found.length === 0) tell(place, `This names no parameters. It needs ${oneOf(['name', 'selector'])}.`);
    else if (found[1])
      tell(found[1].key, 'Parameters are found by `name` or by `selector`, and here are both. Remove one.');
    if (isMissing(at(node, 'parameterNotFoundAction')))
      tell(place, 'This does not say what happens without parameters. Add `parameterNotFoundAction: Deny`.');
  },
  parameterNotFoundAction: ({ value }, tell) => {
    const action = stringOf(value);
    if (action && !['Allow', 'Deny'].includes(action))
      tell(value, `There is no action \`${action}\` here. There are ${oneOf(['Allow', 'Deny'])}.`);
  },
  selector: SELECTOR,
};

const BINDING: Fields = {
  policyName: filled,
  paramRef: PARAMS,
  matchResources: MATCH,
  validationActions: actions,
};

const GROUP = 'admissionregistration.k8s.io/v1';

/** What the API server refuses in what is asked before it stores something. */
export const ADMISSION: Readonly<Record<string, Fields>> = {
  [`${GROUP}/ValidatingWebhookConfiguration`]: WEBHOOKS,
  [`${GROUP}/MutatingWebhookConfiguration`]: WEBHOOKS,
  [`${GROUP}/ValidatingAdmissionPolicy`]: { spec: POLICY },
  [`${GROUP}/ValidatingAdmissionPolicyBinding`]: { spec: BINDING },
  [`${GROUP}/MutatingAdmissionPolicy`]: {
    spec: {
      [WHOLE]: (node, tell) => constraints(node, tell),
      matchConstraints: MATCH,
      matchConditions: CONDITIONS,
      variables: VARIABLES,
    },
  },
  [`${GROUP}/MutatingAdmissionPolicyBinding`]: { spec: BINDING },
};
