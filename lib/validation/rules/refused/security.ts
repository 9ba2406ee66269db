import { at, entryOf, itemsOf, scalarOf, stringOf } from '@/lib/yaml';
import { between, descending } from './checks';
import { type Check, type Fields, numberOf, WHOLE } from './walk';

/** As core/validation, validateSeccompProfileField and validateAppArmorProfileField. */
const profile: Fields = {
  localhostProfile: descending,
  [WHOLE]: (node, tell, place) => {
    const local = stringOf(at(node, 'type')) === 'Localhost';
    const path = scalarOf(at(node, 'localhostProfile'));
    if (local && !path?.text)
      tell(
        entryOf(node, 'type')?.value ?? place,
        'A profile of the type `Localhost` lies on the node. Say where, in `localhostProfile`.',
      );
    else if (!local && path?.text)
      tell(
        path,
        'Only a profile of the type `Localhost` takes a `localhostProfile`. Remove it, or change the type.',
      );
  },
};

/** As core/validation, ValidateSecurityContext. */
const escalation: Check = ({ key, value }, tell, owner) => {
  if (scalarOf(value)?.value !== false) return;
  const privileged = scalarOf(at(owner, 'privileged'))?.value === true;
  const admin = itemsOf(at(owner, 'capabilities', 'add')).some((item) => stringOf(item) === 'CAP_SYS_ADMIN');
  if (privileged || admin)
    tell(
      key,
      `\`allowPrivilegeEscalation: false\` does not go with \`${privileged ? 'privileged: true' : 'CAP_SYS_ADMIN'}\`. Remove one of the two.`,
    );
};

const groups: Check = ({ value }, tell) => {
  for (const item of itemsOf(value)) {
    const group = numberOf(item);
    if (group !== undefined && group < 0) tell(item, `A group is a number from 0 on, and this is ${group}.`);
  }
};

/** As apimachinery, IsValidUserID. */
const id = between(0, 2_147_483_647);

const SHARED: Fields = {
  runAsUser: id,
  runAsGroup: id,
  seccompProfile: profile,
  appArmorProfile: profile,
};

/** The security context of a container. */
export const CONTAINER_SECURITY: Fields = { ...SHARED, allowPrivilegeEscalation: escalation };

/** The security context of a Pod. */
export const POD_SECURITY: Fields = { ...SHARED, fsGroup: id, supplementalGroups: groups };
