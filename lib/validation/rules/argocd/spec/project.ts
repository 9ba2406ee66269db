import { knownKinds } from '@/lib/kubernetes';
import { at, entryOf, itemsOf, type MapNode, scalarOf, stringOf } from '@/lib/yaml';
import { isEmptyList } from '../../refused/checks';
import { type Check, type Fields, isPlaceholder, type Tell, WHOLE } from '../../refused/walk';
import { group } from './application';
import { isDuration } from './duration';

const RESOURCES = ['applications', 'applicationsets', 'clusters', 'exec', 'logs', 'repositories'];
const ACTION = /^(?:get|create|update|delete|sync|override|rollback|\*|action\/.*|update\/.*|delete\/.*)$/;

/** A policy of a role. As pkg/apis/application/v1alpha1/types.go, validatePolicy. */
function policyFault(policy: string, project: string, role: string): string | undefined {
  const parts = policy.split(',').map((part) => part.trim());
  const [sort, subject, resource = '', action = '', object = '', effect] = parts;
  const wanted = `proj:${project}:${role}`;
  if (parts.length !== 6 || sort !== 'p')
    return 'A policy has six parts: `p, <subject>, <resource>, <action>, <object>, allow` or `deny`.';
  if (subject !== wanted) return `The subject of this role is \`${wanted}\`, not \`${subject}\`.`;
  if (!RESOURCES.includes(resource))
    return `There is no resource \`${resource}\` in a project. There are ${RESOURCES.map((name) => `\`${name}\``).join(', ')}.`;
  if (!ACTION.test(action))
    return `There is no action \`${action}\`. There are \`get\`, \`create\`, \`update\`, \`delete\`, \`sync\`, \`override\` and \`action/…\`.`;
  if (!object.startsWith(`${project}/`) || !/^(?:\/[*\w.-]+){1,2}$/.test(object.slice(project.length)))
    return `The object of this project is \`${project}/*\` or \`${project}/<application>\`, not \`${object}\`.`;
  return effect === 'allow' || effect === 'deny'
    ? undefined
    : `The effect is \`allow\` or \`deny\`, not \`${effect}\`.`;
}

function roles(project: MapNode, tell: Tell) {
  const name = stringOf(at(project, 'metadata', 'name'));
  for (const role of itemsOf(at(project, 'spec', 'roles'))) {
    const own = scalarOf(at(role, 'name'));
    if (
      own?.text &&
      !isPlaceholder(own.text) &&
      !/^[a-zA-Z0-9](?:[-_a-zA-Z0-9]*[a-zA-Z0-9])?$/.test(own.text)
    )
      tell(own, `\`${own.text}\` is no name of a role: it takes letters, digits, \`-\` and \`_\`.`);
    for (const policy of itemsOf(at(role, 'policies'))) {
      const text = stringOf(policy);
      if (text === undefined || name === undefined || !own || isPlaceholder(text)) continue;
      const fault = policyFault(text, name, own.text);
      if (fault !== undefined) tell(policy, `${fault} Argo CD refuses the project.`);
    }
  }
}

/** Each entry stands once. As app_project_types.go, ValidateProject. */
function once(
  list: MapNode | undefined,
  field: string,
  identity: (item: ReturnType<typeof at>) => string,
  tell: Tell,
) {
  const seen = new Set<string>();
  for (const item of itemsOf(at(list, field))) {
    const id = identity(item);
    if (seen.has(id))
      tell(item, 'This stands in the list already, and Argo CD refuses the project. Remove it.');
    seen.add(id);
  }
}

const duration: Check = ({ value }, tell) => {
  const text = stringOf(value);
  if (text !== undefined && !isPlaceholder(text) && !isDuration(text))
    tell(
      value,
      `\`${text}\` is no duration that Argo CD reads: write \`30m\`, \`8h\` or \`24h\`; there are no days.`,
    );
};

const windowKind: Check = ({ value }, tell) => {
  const kind = stringOf(value);
  if (kind !== undefined && kind !== 'allow' && kind !== 'deny' && !isPlaceholder(kind))
    tell(value, `A window is \`allow\` or \`deny\`, not \`${kind}\`.`);
};

const KINDS = new Set(knownKinds().map(({ kind }) => kind));
const PLURALS: ReadonlyMap<string, string> = new Map(
  [...KINDS].flatMap((kind) =>
    [kind.toLowerCase(), `${kind.toLowerCase()}s`].map((word) => [word, kind] as const),
  ),
);

const kindName: Check = ({ value }, tell) => {
  const kind = stringOf(value);
  const meant = kind === undefined || KINDS.has(kind) ? undefined : PLURALS.get(kind.toLowerCase());
  if (meant !== undefined)
    tell(
      value,
      `Argo CD compares with the kind as manifests write it: \`${meant}\`. As it is, this matches nothing.`,
    );
};

const listed: Fields = { group, kind: kindName };

const notEverything: Check = ({ value }, tell) => {
  if (stringOf(value) === '!*')
    tell(value, 'Argo CD refuses `!*`, which would leave nothing. Name what is not allowed.');
};

/** An AppProject. */
export const PROJECT: Fields = {
  [WHOLE]: (node, tell) => {
    roles(node, tell);
    const spec = at(node, 'spec');
    if (spec?.kind !== 'map') return;
    once(spec, 'sourceRepos', (item) => scalarOf(item)?.text ?? '', tell);
    once(spec, 'roles', (item) => scalarOf(at(item, 'name'))?.text ?? '', tell);
    once(
      spec,
      'destinations',
      (item) =>
        `${stringOf(at(item, 'server')) || stringOf(at(item, 'name'))}/${stringOf(at(item, 'namespace')) ?? ''}`,
      tell,
    );
  },
  spec: {
    destinations: { name: notEverything, server: notEverything, namespace: notEverything },
    clusterResourceWhitelist: listed,
    clusterResourceBlacklist: listed,
    namespaceResourceWhitelist: listed,
    namespaceResourceBlacklist: listed,
    syncWindows: {
      kind: windowKind,
      duration,
      [WHOLE]: (node, tell, place) => {
        for (const field of ['kind', 'schedule', 'duration'])
          if (!entryOf(node, field))
            tell(place, `A window needs \`${field}\`, and Argo CD refuses the project without it. Add it.`);
        const fields = ['applications', 'namespaces', 'clusters'];
        if (fields.every((field) => isEmptyList(at(node, field))))
          tell(
            place,
            'This window is for nobody, so Argo CD refuses the project. Add `applications`, `namespaces` or `clusters`.',
          );
      },
    },
  },
};
