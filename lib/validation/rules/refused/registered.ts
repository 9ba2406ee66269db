import { at, entryOf, isMissing, type MapNode, scalarOf, stringOf } from '@/lib/yaml';
import { between, chosen, filled, formed, oneOf } from './checks';
import { type Fields, isPlaceholder, type Tell, WHOLE } from './walk';

/** As apiregistration/validation, ValidateAPIService: the name says it all. */
function named(node: MapNode, tell: Tell) {
  const name = scalarOf(at(node, 'metadata', 'name'));
  const version = stringOf(at(node, 'spec', 'version'));
  const group = stringOf(at(node, 'spec', 'group'));
  const wanted = version && group && `${version}.${group}`;
  if (name?.text && wanted && name.text !== wanted && !isPlaceholder(name.text + wanted))
    tell(
      name,
      `An APIService is called \`<version>.<group>\`, and the API server refuses any other name. Write \`${wanted}\`.`,
    );
}

/** As apimachinery, IsDomainPrefixedPath. */
const CONTROLLER =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/;

/** The name of a controller: a domain and a path. */
export const controller = (example: string) =>
  formed(CONTROLLER, `name of a controller: it is a domain and a path, such as \`${example}\``);

/** As networking/validation, validateIngressClassParametersReference. */
const PARAMETERS: Fields = {
  kind: filled,
  name: filled,
  [WHOLE]: (node, tell) => {
    const scope = scalarOf(at(node, 'scope'));
    const [namespace] = chosen(node, ['namespace']);
    const known = ['Cluster', 'Namespace'];
    if (scope?.text === 'Namespace' && !namespace)
      tell(scope, 'Parameters of a namespace say which one it is. Add `namespace`.');
    else if (namespace && (!scope || scope.text === 'Cluster'))
      tell(
        namespace.key,
        'Parameters of the scope `Cluster` are in no namespace. Write `scope: Namespace`, or remove this.',
      );
    else if (scope?.text && !known.includes(scope.text) && !isPlaceholder(scope.text))
      tell(scope, `There is no scope \`${scope.text}\`. There are ${oneOf(known)}.`);
  },
};

/** What the API server refuses in what others answer for. */
export const REGISTERED: Readonly<Record<string, Fields>> = {
  'apiregistration.k8s.io/v1/APIService': {
    [WHOLE]: named,
    spec: {
      groupPriorityMinimum: between(1, 20_000),
      versionPriority: between(1, 1000),
      insecureSkipTLSVerify: ({ key, value }, tell, owner) => {
        if (scalarOf(value)?.value === true && stringOf(at(owner, 'caBundle')))
          tell(
            key,
            'With a `caBundle` the certificate is looked at, so this is refused. Remove one of the two.',
          );
      },
    },
  },
  'networking.k8s.io/v1/IngressClass': {
    spec: {
      controller: (entry, tell, owner) => {
        filled(entry, tell, owner);
        controller('k8s.io/ingress-nginx')(entry, tell, owner);
      },
      parameters: PARAMETERS,
      [WHOLE]: (node, tell, place) => {
        if (isMissing(at(node, 'controller')) && (node.entries.length === 0 || entryOf(node, 'parameters')))
          tell(place, 'This class does not say who takes care of it. Add `controller`.');
      },
    },
  },
};
