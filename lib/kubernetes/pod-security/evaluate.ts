import type { Pod } from '../pods';
import { BASELINE_PLAIN } from './baseline';
import { type Control, PodView, type Violation } from './control';
import { appArmor, seccompBaseline, seccompRestricted, seLinux } from './profiles';
import { RESTRICTED_PLAIN } from './restricted';

export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

const byId = (a: Control, b: Control) => (a.id < b.id ? -1 : 1);
const BASELINE = [...BASELINE_PLAIN, appArmor, seLinux, seccompBaseline].sort(byId);
const RESTRICTED = [...RESTRICTED_PLAIN, seccompRestricted].sort(byId);
const OVERRIDDEN = new Set(RESTRICTED.flatMap(({ overrides }) => overrides ?? []));
const BOTH = [...BASELINE.filter(({ id }) => !OVERRIDDEN.has(id)), ...RESTRICTED];

export interface PodViolation extends Violation {
  control: string;
  level: 'baseline' | 'restricted';
}

/**
 * What a level of the Pod Security Standards has against a Pod, in the order of the admission plugin.
 * As kubernetes/pod-security-admission, policy/registry.go, at the newest policy version.
 */
export function podViolations(pod: Pod, level: PodSecurityLevel): readonly PodViolation[] {
  if (level === 'privileged') return [];
  const key = level === 'baseline' ? baselineOf : restrictedOf;
  const known = key.get(pod.template);
  if (known) return known;
  const view = new PodView(pod);
  const found = (level === 'baseline' ? BASELINE : BOTH).flatMap((control): PodViolation[] => {
    const violation = control.check(view);
    return violation ? [{ ...violation, control: control.id, level: control.level }] : [];
  });
  key.set(pod.template, found);
  return found;
}

// A Pod that has not changed is not looked at again.
const baselineOf = new WeakMap<Pod['template'], PodViolation[]>();
const restrictedOf = new WeakMap<Pod['template'], PodViolation[]>();

/** The plugin's whole sentence. As admission/admission.go. */
export function violatesText(level: PodSecurityLevel, violations: readonly Violation[]): string {
  return `violates PodSecurity "${level}:latest": ${violations.map(({ reason, detail }) => `${reason} (${detail})`).join(', ')}`;
}
