import { describe } from 'vitest';
import { pairs } from './marks';

const head = (kind: string, group: string, name = 'web') =>
  `apiVersion: ${group}/v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n`;
const admission = (kind: string) => head(kind, 'admissionregistration.k8s.io');
const HOOKS = `${admission('ValidatingWebhookConfiguration')}webhooks:\n  - @\n`.replace('- @', '-\n    @');
const hook = (own: Record<string, string> = {}) =>
  Object.entries({
    name: 'check.shop.example.com',
    admissionReviewVersions: '[v1]',
    sideEffects: 'None',
    clientConfig: '{service: {name: web, namespace: shop}}',
    ...own,
  })
    .map(([key, value]) => `${key}:${value.startsWith('\n') ? '' : ' '}${value}`)
    .join('\n');
const rule = (text: string) => hook({ rules: `\n  - ${text}` });
const RULE = 'operations: [CREATE]\n    apiGroups: [""]\n    apiVersions: [v1]\n    resources: [pods]';
const BINDING = `${admission('ValidatingAdmissionPolicyBinding')}spec:\n  policyName: one.example.com\n  @\n`;
const POLICY = `${admission('ValidatingAdmissionPolicy')}spec:\n  @\n`;
const ABOUT =
  'matchConstraints:\n  resourceRules:\n    - {operations: [CREATE], apiGroups: [apps], apiVersions: [v1], resources: [deployments]}\n';
const CHECK = 'validations:\n  - expression: object.spec.replicas < 5';

describe('webhooks', () => {
  pairs(HOOKS, [
    ['a name of two parts', hook({ name: 'example.com #!' }), hook()],
    ['side effects', hook({ sideEffects: 'Some #!' }), hook({ sideEffects: 'NoneOnDryRun' })],
    ['effects that nobody knows', hook({ sideEffects: 'Unknown #!' })],
    ['a long wait', hook({ timeoutSeconds: '31 #!' }), hook({ timeoutSeconds: '30' })],
    ['no version', hook({ admissionReviewVersions: '[] #!' })],
    [
      'versions of the future',
      hook({ admissionReviewVersions: '[v2] #!' }),
      hook({ admissionReviewVersions: '[v2, v1]' }),
    ],
    [
      'a version twice',
      hook({ admissionReviewVersions: '[v1, v1] #!' }),
      hook({ admissionReviewVersions: '[v1, v1beta1]' }),
    ],
    [
      'nowhere',
      hook({ clientConfig: '{caBundle: Cg==} #!' }),
      hook({ clientConfig: '{url: "https://web.example.com/check"}' }),
    ],
    [
      'at two places',
      hook({ clientConfig: '\n  service: {name: web, namespace: shop}\n  url: https://web.example.com #!' }),
    ],
    ['without encryption', hook({ clientConfig: '{url: "http://web.example.com"} #!' })],
    ['with a question mark', hook({ clientConfig: '{url: "https://web.example.com/?a=b"} #!' })],
    [
      'a path without its slash',
      hook({ clientConfig: '{service: {name: web, namespace: shop, path: check}} #!' }),
      hook({ clientConfig: '{service: {name: web, namespace: shop, path: /check/pods, port: 8443}}' }),
    ],
    [
      'a port that there is not',
      hook({ clientConfig: '{service: {name: web, namespace: shop, port: 70000}} #!' }),
    ],
    [
      'a rule without operations',
      rule('apiGroups: [""] #!\n    apiVersions: [v1]\n    resources: [pods]'),
      rule(RULE),
    ],
    [
      'all operations and one',
      rule(RULE.replace('[CREATE]', '["*", CREATE] #!')),
      rule(RULE.replace('[CREATE]', '["*"]')),
    ],
    ['no group', rule(RULE.replace('[""]', '[] #!')), rule(RULE.replace('[""]', '[apps, batch]'))],
    [
      'a subresource of all',
      rule(RULE.replace('[pods]', '["*/*", pods] #!')),
      rule(RULE.replace('[pods]', '["*", pods/status]')),
    ],
  ]);
  pairs(`${admission('MutatingWebhookConfiguration')}webhooks:\n  @\n`, [
    [
      'a name twice',
      `- {${hook().replaceAll('\n', ', ')}}\n- {${hook().replaceAll('\n', ', ')}} #!`,
      `- {${hook().replaceAll('\n', ', ')}}\n- {${hook({ name: 'other.shop.example.com' }).replaceAll('\n', ', ')}}`,
    ],
  ]);
});

describe('admission policies', () => {
  pairs(BINDING, [
    ['both to deny and to warn', 'validationActions: [Deny, Warn] #!', 'validationActions: [Deny, Audit]'],
    [
      'in lines',
      'validationActions:\n  - Warn\n  - Audit\n  - Deny #!',
      'validationActions:\n  - Warn\n  - Audit',
    ],
    ['an action twice', 'validationActions: [Warn, Warn] #!', 'validationActions: [Warn]'],
    ['no action', 'validationActions: [] #!'],
    [
      'parameters by name and by label',
      'validationActions: [Deny]\nparamRef:\n  name: a\n  selector: {} #!\n  parameterNotFoundAction: Deny',
      'validationActions: [Deny]\nparamRef:\n  name: a\n  parameterNotFoundAction: Deny',
    ],
    [
      'parameters that may be missing',
      'validationActions: [Deny]\nparamRef: #!\n  name: a',
      'validationActions: [Deny]\nparamRef:\n  selector: {matchLabels: {a: b}}\n  parameterNotFoundAction: Allow',
    ],
  ]);
  pairs(POLICY, [
    ['nothing to check', `${ABOUT}validations: [] #!`, `${ABOUT}${CHECK}`],
    ['about nothing', `matchConstraints: #!\n  namespaceSelector: {}\n${CHECK}`],
    ['an empty expression', `${ABOUT}validations:\n  - expression: "" #!`],
    [
      'a message of two lines',
      `${ABOUT}${CHECK}\n    message: "a\\nb" #!`,
      `${ABOUT}${CHECK}\n    message: at most five`,
    ],
    [
      'a variable with a hyphen',
      `${ABOUT}variables:\n  - name: a-b #!\n    expression: object.spec\n${CHECK}`,
      `${ABOUT}variables:\n  - name: a_b\n    expression: object.spec\n${CHECK}`,
    ],
  ]);
});

const KIND = (name: string, rest: string) =>
  `${head('CustomResourceDefinition', 'apiextensions.k8s.io', name)}spec:\n  group: shop.example.com\n  scope: Namespaced\n  names: {kind: Widget, plural: widgets}\n${rest}`;
const VERSION = '  versions:\n    - name: v1\n      served: true\n      storage: true\n';
const SIMPLE = '{openAPIV3Schema: {type: object}}';
const WIDGET = KIND(
  'widgets.shop.example.com',
  `${VERSION}      schema:\n        openAPIV3Schema:\n          @\n`,
);
const versions = (...all: string[]) =>
  `versions:\n${all.map((one) => `  - {schema: ${SIMPLE}, ${one}`).join('\n')}`;

describe('kinds of one’s own', () => {
  const frame = `${KIND('web', `${VERSION}      schema: ${SIMPLE}\n`)}`.replace('name: web', '@');
  pairs(frame, [
    ['a name in the singular', 'name: widget.shop.example.com #!', 'name: widgets.shop.example.com'],
  ]);
  pairs(KIND('widgets.shop.example.com', '  @\n'), [
    [
      'two that are stored',
      versions('name: v1, served: true, storage: true}', 'name: v2, served: true, storage: true} #!'),
      versions('name: v1, served: true, storage: false}', 'name: v2, served: true, storage: true}'),
    ],
    [
      'none that is stored',
      versions('name: v1, served: true, storage: false}').replace('versions:', 'versions: #!'),
    ],
    [
      'none that is served',
      versions('name: v1, served: false, storage: true}').replace('versions:', 'versions: #?'),
    ],
    [
      'a version twice',
      versions('name: v1, served: true, storage: true}', 'name: v1, served: true, storage: false} #!'),
    ],
    ['a version with a dot', versions('name: v1.1, served: true, storage: true} #!')],
    ['a version without a schema', 'versions:\n  - name: v1 #!\n    served: true\n    storage: true'],
    [
      'a column from nowhere',
      versions(
        'name: v1, served: true, storage: true, additionalPrinterColumns: [{name: A, type: integer, jsonPath: spec.a}]} #!',
      ),
      versions(
        'name: v1, served: true, storage: true, additionalPrinterColumns: [{name: A, type: date, jsonPath: .spec.a}]}',
      ),
    ],
    [
      'a conversion by nobody',
      `${versions('name: v1, served: true, storage: true}')}\nconversion:\n  strategy: Webhook #!`,
      `${versions('name: v1, served: true, storage: true}')}\nconversion:\n  strategy: None`,
    ],
    [
      'anything goes',
      `${versions('name: v1, served: true, storage: true}')}\npreserveUnknownFields: true #!`,
    ],
  ]);
  pairs(WIDGET, [
    ['no object', 'type: string #!'],
    [
      'a field without a type',
      'type: object\nproperties:\n  size: #!\n    minimum: 1',
      'type: object\nproperties:\n  size: {type: integer, minimum: 1}\n  port: {x-kubernetes-int-or-string: true}\n  rest: {x-kubernetes-preserve-unknown-fields: true}',
    ],
    ['a type that there is not', 'type: object\nproperties:\n  size: {type: int} #!'],
    [
      'a list of something',
      'type: object\nproperties:\n  sizes:\n    type: array #!',
      'type: object\nproperties:\n  sizes:\n    type: array\n    items: {type: integer}',
    ],
    [
      'fields and others',
      'type: object\nproperties:\n  a:\n    type: object\n    properties: {b: {type: string}}\n    additionalProperties: false #!',
      'type: object\nproperties:\n  a:\n    type: object\n    additionalProperties: {type: string}',
    ],
    ['a reference', 'type: object\nproperties:\n  a:\n    type: object\n    $ref: "#/definitions/b" #!'],
    [
      'unique items',
      'type: object\nproperties:\n  a:\n    type: array\n    items: {type: string}\n    uniqueItems: true #!',
    ],
    [
      'choices, which have no types',
      'type: object\nproperties:\n  a:\n    type: object\n    properties: {b: {type: string}, c: {type: string}}\n    oneOf: [{required: [b]}, {required: [c]}]',
    ],
  ]);
  pairs(WIDGET.replace('openAPIV3Schema:', 'openAPIV3Schema: #!'), [['no type at all', 'properties: {}']]);
  pairs(KIND('widgets.shop', '  @\n').replace('group: shop.example.com', 'group: shop #!'), [
    ['a group without a dot', versions('name: v1, served: true, storage: true}')],
  ]);
});
