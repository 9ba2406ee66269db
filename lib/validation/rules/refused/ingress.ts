import { at, entryOf, type MapNode, scalarOf, stringOf } from '@/lib/yaml';
import { ADDRESS, DOMAIN, everyItem, LABEL, portName } from './addresses';
import { between, chosen, filled, formed, hasOnly } from './checks';
import { type Check, type Fields, isPlaceholder, type Tell, WHOLE } from './walk';

const BACKEND: Fields = {
  resource: { kind: filled, name: filled },
  service: {
    name: (entry, tell, owner) => {
      filled(entry, tell, owner);
      formed(LABEL, 'name of a Service')(entry, tell, owner);
    },
    port: { number: between(1, 65_535), name: portName },
    [WHOLE]: (node, tell, place) => {
      const port = entryOf(node, 'port');
      const given = chosen(port?.value.kind === 'map' ? port.value : node, ['name', 'number']);
      if (
        !port
          ? hasOnly(node, ['name'])
          : port.value.kind === 'map' && given.length === 0 && hasOnly(port.value, [])
      )
        tell(
          port?.key ?? place,
          'This backend does not say to which port of the Service it sends. Add `port.number` or `port.name`.',
        );
      else if (port?.value.kind === 'map' && given[1])
        tell(given[1].key, 'A port is given by `name` or by `number`, and this one by both. Remove one.');
    },
  },
  [WHOLE]: (node, tell, place) => {
    const found = chosen(node, ['service', 'resource']);
    if (found.length === 0 && hasOnly(node, ['service', 'resource']))
      tell(place, 'This backend leads nowhere. Add a `service` with its `name` and `port`.');
    else if (found[1])
      tell(found[1].key, 'A backend is a `service` or a `resource`, and this one is both. Remove one.');
  },
};

const host: Check = ({ value }, tell) => {
  const name = stringOf(value);
  if (!name || isPlaceholder(name)) return;
  if (ADDRESS.test(name))
    tell(
      value,
      `A host is a name, and \`${name}\` is an address. Remove the line, and the rule holds for every host.`,
    );
  else if (!DOMAIN.test(name))
    tell(
      value,
      `\`${name}\` is no host name: it takes lower-case letters, digits, \`-\` and \`.\`, and no \`https://\`, port or path. \`*.\` may stand in front.`,
    );
};

/** As networking/validation, validateHTTPIngressPath. */
const path: Check = ({ key, value }, tell, owner) => {
  const text = stringOf(value);
  const type = stringOf(at(owner, 'pathType'));
  if (!text || isPlaceholder(text)) return;
  const odd = /\/\/|\/\.\.?(?:\/|$)|%2f/i.exec(text)?.[0];
  if (!text.startsWith('/'))
    tell(key, `A path${type ? ` of the type \`${type}\`` : ''} begins with a slash: \`/${text}\`.`);
  else if (odd !== undefined && (type === 'Prefix' || type === 'Exact'))
    tell(value, `A path of the type \`${type}\` may not have \`${odd}\` in it.`);
};

/** As networking/validation, validateHTTPIngressPath, which takes a missing path for an empty one. */
const PATH: Fields = {
  path,
  backend: BACKEND,
  [WHOLE]: (node, tell) => {
    const type = scalarOf(at(node, 'pathType'));
    const entry = entryOf(node, 'path');
    const known = hasOnly(node, ['backend', 'path', 'pathType']);
    if (known && !scalarOf(entry?.value)?.text && (type?.text === 'Prefix' || type?.text === 'Exact'))
      tell(
        entry?.key ?? type,
        `A path of the type \`${type.text}\` begins with a slash, and here is none. Add \`path: /\`.`,
      );
  },
};

/** An Ingress. */
export const INGRESS: Fields = {
  defaultBackend: BACKEND,
  rules: {
    host,
    http: {
      paths: PATH,
      [WHOLE]: (node, tell, place) => {
        const entry = entryOf(node, 'paths');
        if (entry?.value.kind === 'seq' && entry.value.items.length === 0)
          tell(
            entry.key ?? place,
            'This rule has no path. Add one, such as `/` with the `pathType` `Prefix`.',
          );
      },
    },
  },
  tls: { hosts: everyItem(DOMAIN, 'host name') },
};

const CLASS = 'kubernetes.io/ingress.class';

/** The class is the same in both places. As networking/validation, ValidateIngressCreate. */
export function ingressClass(node: MapNode, tell: Tell) {
  const old = entryOf(at(node, 'metadata', 'annotations'), CLASS);
  const name = stringOf(at(node, 'spec', 'ingressClassName'));
  const other = stringOf(old?.value);
  if (!old || !name || other === undefined || isPlaceholder(name + other)) return;
  if (name !== other)
    tell(
      old.key,
      `The class stands in \`spec.ingressClassName\` already, and is \`${name}\` there. The API server refuses another one in the old annotation. Remove the annotation.`,
    );
}
