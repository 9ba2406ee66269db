import { nearest } from '@/lib/kubernetes';
import { at, entryOf, isMissing, scalarOf, stringOf } from '@/lib/yaml';
import { worldOf } from '../../engine/references';
import { filled, hasOnly, isEmptyList, oneOf } from './checks';
import { type Check, type Fields, WHOLE } from './walk';

const GROUP = 'rbac.authorization.k8s.io';
const FIELDS = ['apiGroups', 'nonResourceURLs', 'resourceNames', 'resources', 'verbs'];

/** As rbac/validation, ValidatePolicyRule. */
const rule = (namespaced: boolean): Fields => ({
  [WHOLE]: (node, tell, place) => {
    if (!hasOnly(node, FIELDS)) return;
    const urls = entryOf(node, 'nonResourceURLs');
    const free = urls && !isEmptyList(urls.value);
    if (free && namespaced)
      tell(
        urls.key,
        'A Role is about the objects of its namespace, so it takes no `nonResourceURLs`. A ClusterRole does.',
      );
    else if (free && !isEmptyList(at(node, 'resources')))
      tell(
        urls.key,
        'A rule is about `resources` or about `nonResourceURLs`, and this one about both. Make two of it.',
      );
    for (const field of free ? ['verbs'] : ['verbs', 'apiGroups', 'resources']) {
      const entry = entryOf(node, field);
      // The schema misses the verbs.
      if (entry ? isEmptyList(entry.value) && !isMissing(entry.value) : field !== 'verbs')
        tell(
          entry?.key ?? place,
          `This rule has no \`${field}\`, so the API server refuses it.${field === 'apiGroups' ? ' The group of Pods, Services and ConfigMaps is `""`.' : ' Add them.'}`,
        );
    }
  },
});

const roleRef = (kinds: readonly string[]): Fields => ({
  name: roleName,
  apiGroup: ({ value }, tell) => {
    const group = stringOf(value);
    if (group !== undefined && group !== '' && group !== GROUP)
      tell(value, `Roles are in the group \`${GROUP}\`, without a version. Write that.`);
  },
  kind: ({ value }, tell) => {
    const kind = stringOf(value);
    if (kind && !kinds.includes(kind))
      tell(value, `A binding of this kind refers to a ${oneOf(kinds)}, and this says \`${kind}\`.`);
  },
});

/** Roles for people that every cluster has. */
const GIVEN = ['cluster-admin', 'admin', 'edit', 'view'];

const roleName: Check = ({ value }, tell, owner) => {
  const name = stringOf(value);
  if (name === '') tell(value, 'This binding gives no role. Write its `name`.');
  if (!name || GIVEN.includes(name) || stringOf(at(owner, 'kind')) !== 'ClusterRole') return;
  const meant = nearest(name, GIVEN);
  if (meant !== undefined)
    tell(
      value,
      `There is no ClusterRole \`${name}\` in these files, and every cluster has one called \`${meant}\`. You probably mean that.`,
      {
        severity: 'warning',
        unless: (project) => worldOf(project).names.get('ClusterRole')?.has(name) ?? false,
      },
    );
};

const SUBJECTS = ['ServiceAccount', 'User', 'Group'];

const apiGroup: Check = ({ value }, tell, owner) => {
  const group = stringOf(value);
  const account = stringOf(at(owner, 'kind')) === 'ServiceAccount';
  if (group === undefined || (!account && group === '')) return;
  if (account ? group !== '' : group !== GROUP)
    tell(
      value,
      account
        ? 'A ServiceAccount has the `apiGroup` `""`. Remove the line.'
        : `A user or a group has the \`apiGroup\` \`${GROUP}\`. Write that, or remove the line.`,
    );
};

const subjects: Fields = {
  name: filled,
  apiGroup,
  kind: ({ value }, tell) => {
    const kind = stringOf(value);
    if (kind && !SUBJECTS.includes(kind))
      tell(value, `There is no subject of the kind \`${kind}\`. There are ${oneOf(SUBJECTS)}.`);
  },
};

/** As rbac/validation, ValidateRoleBindingSubject: a binding of a namespace means the accounts of its own. */
const clusterSubjects: Fields = {
  ...subjects,
  [WHOLE]: (node, tell, place) => {
    const account = stringOf(at(node, 'kind')) === 'ServiceAccount';
    if (
      account &&
      !scalarOf(at(node, 'namespace'))?.text &&
      hasOnly(node, ['apiGroup', 'kind', 'name', 'namespace'])
    )
      tell(place, 'A ServiceAccount is one of a namespace, and this does not say which. Add `namespace`.', {
        unless: (project) =>
          [...project.files.values()].some(({ kustomization }) => entryOf(kustomization, 'namespace')),
      });
  },
};

export const RBAC: Readonly<Record<string, Fields>> = {
  [`${GROUP}/v1/Role`]: { rules: rule(true) },
  [`${GROUP}/v1/ClusterRole`]: {
    rules: rule(false),
    aggregationRule: {
      clusterRoleSelectors: ({ key, value }, tell) => {
        if (isEmptyList(value))
          tell(key, 'This takes in no other role. Add a selector, or remove the `aggregationRule`.');
      },
    },
  },
  [`${GROUP}/v1/RoleBinding`]: { roleRef: roleRef(['Role', 'ClusterRole']), subjects },
  [`${GROUP}/v1/ClusterRoleBinding`]: { roleRef: roleRef(['ClusterRole']), subjects: clusterSubjects },
};
