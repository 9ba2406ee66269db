import { type FieldFault, forbidden, invalid, type Refusal } from '../api/errors';
import type { Kind } from '../api/kinds';
import type { Machine } from '../api/machine';
import type { ApiObject, JsonMap } from '../interface';
import { equal, mapAt, textAt } from '../object';
import { applyLimitRanges, limitRangeRefusals, quotaRefusal } from './limits';
import { podSecurity, policyOf, stricterWarnings } from './pod-security';
import { completePod } from './pods';
import { warningsAbout } from './warnings';

function inNamespace(
  machine: Machine,
  apiVersion: string,
  kind: string,
  namespace: string | undefined,
): ApiObject[] {
  const known = machine.kinds.find(apiVersion, kind);
  return known ? machine.store.list(known, namespace) : [];
}

const isPod = (kind: Kind) => kind.kind === 'Pod' && kind.group === '';

/** What the mutating plugins do to a new object, before it is validated. The object may be changed in place. */
export function mutate(machine: Machine, kind: Kind, object: JsonMap): Refusal | undefined {
  if (!isPod(kind)) return undefined;
  const namespace = textAt(object, 'metadata', 'namespace') ?? '';
  const name = textAt(object, 'metadata', 'name') ?? '';
  const account = textAt(object, 'spec', 'serviceAccountName') ?? 'default';
  const accounts = machine.kinds.find('v1', 'ServiceAccount');
  // The account `default` comes a moment after its namespace: nobody is made to wait for it here.
  if (account !== 'default' && accounts && !machine.store.get(accounts, namespace, account))
    return forbidden(
      kind,
      name,
      `error looking up service account ${namespace}/${account}: serviceaccount "${account}" not found`,
    );
  const classes = inNamespace(machine, 'scheduling.k8s.io/v1', 'PriorityClass', undefined);
  const wanted = textAt(object, 'spec', 'priorityClassName');
  if (wanted && !wanted.startsWith('system-') && !classes.some(({ metadata }) => metadata.name === wanted))
    return forbidden(kind, name, `no PriorityClass with name ${wanted} was found`);
  completePod(object, classes);
  applyLimitRanges(object, inNamespace(machine, 'v1', 'LimitRange', namespace));
  return undefined;
}

/** Whether the validating plugins let an object in; what they warn of. */
export function admit(
  machine: Machine,
  kind: Kind,
  object: JsonMap,
  old: ApiObject | undefined,
): { ok: true; warnings: string[] } | Refusal {
  const warnings = warningsAbout(object, old, kind.custom);
  if (kind.kind === 'Namespace' && !kind.group) return admitNamespace(machine, kind, object, old, warnings);
  const spaces = machine.kinds.find('v1', 'Namespace');
  const space = spaces && machine.store.get(spaces, '', textAt(object, 'metadata', 'namespace') ?? '');
  // As isSignificantPodUpdate: what does not touch the Pod itself is not looked at again.
  if (!space || (old && equal(mapAt(object, 'spec'), mapAt(old, 'spec')))) return { ok: true, warnings };
  const name = textAt(object, 'metadata', 'name') ?? '';
  const security = podSecurity(space, object);
  // The annotation pod-security.kubernetes.io/audit-violations of the audit log.
  if (security.audit !== undefined) {
    const apiVersion = textAt(object, 'apiVersion') ?? '';
    const about = { apiVersion, kind: kind.kind, namespace: space.metadata.name, name };
    machine.log.write({ actor: 'audit', object: about, what: 'violates Pod Security', why: security.audit });
  }
  if (security.refused !== undefined) return forbidden(kind, name, security.refused);
  const refused = isPod(kind) && !old ? overLimits(machine, object, space.metadata.name) : undefined;
  if (refused !== undefined) return forbidden(kind, name, refused);
  return { ok: true, warnings: [...warnings, ...security.warnings] };
}

function overLimits(machine: Machine, pod: JsonMap, namespace: string): string | undefined {
  const refusals = limitRangeRefusals(pod, inNamespace(machine, 'v1', 'LimitRange', namespace));
  if (refusals.length) return refusals.length === 1 ? refusals[0] : `[${refusals.join(', ')}]`;
  const quotas = inNamespace(machine, 'v1', 'ResourceQuota', namespace);
  return quotas.length ? quotaRefusal(pod, inNamespace(machine, 'v1', 'Pod', namespace), quotas) : undefined;
}

/** As ValidateNamespace: labels that say nothing are refused, and a stricter level tells which Pods would not be let in. */
function admitNamespace(
  machine: Machine,
  kind: Kind,
  object: JsonMap,
  old: ApiObject | undefined,
  warnings: string[],
): { ok: true; warnings: string[] } | Refusal {
  const name = textAt(object, 'metadata', 'name') ?? '';
  const labels = Object.fromEntries(
    Object.entries(mapAt(object, 'metadata', 'labels')).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
  const faults = policyOf(labels).faults.map(
    ({ label, value, text }): FieldFault => ({
      field: `metadata.labels[${label}]`,
      reason: 'FieldValueInvalid',
      text: `Invalid value: ${JSON.stringify(value)}: ${text}`,
    }),
  );
  if (faults.length && !(old && equal(labels, old.metadata.labels))) return invalid(kind, name, faults);
  if (!old) return { ok: true, warnings };
  const stricter = stricterWarnings(name, object, old, inNamespace(machine, 'v1', 'Pod', name));
  return { ok: true, warnings: [...warnings, ...stricter] };
}
