import type { Pod } from '../pods';
import { BASELINE_PLAIN } from './baseline';
import { type Control, PodView, type Violation } from './control';
import { appArmor, seccompBaseline, seccompRestricted, seLinux } from './profiles';
import { RESTRICTED_PLAIN } from './restricted';

export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

const byId = (a: Control, b: Control) => (a.id < b.id ? -1 : 1);
const BASELINE = [...BASELINE_PLAIN, appArmor, seLinux, seccompBaseline].sort(byId);
const RESTRICTED = [...RESTRICTED_PLAIN, seccompRestricted].sort(byId);

export interface PodViolation extends Violation {
  control: string;
  level: 'baseline' | 'restricted';
}

/**
 * What a level of the Pod Security Standards has against a Pod, in the order of the admission plugin.
 * As kubernetes/pod-security-admission, policy/registry.go.
 *
 * @param version `latest` or `v1.N`, as the namespace's labels say it; versions before 1.19 count as that one.
 */
export function podViolations(
  pod: Pod,
  level: PodSecurityLevel,
  version = 'latest',
): readonly PodViolation[] {
  if (level === 'privileged') return [];
  const standard = `${level}:${version}`;
  const known = memory.get(pod.template) ?? new Map<string, readonly PodViolation[]>();
  memory.set(pod.template, known);
  const found = known.get(standard) ?? evaluate(pod, level, minorOf(version));
  known.set(standard, found);
  return found;
}

// A Pod that has not changed is not looked at again.
const memory = new WeakMap<Pod['template'], Map<string, readonly PodViolation[]>>();

function minorOf(version: string): number {
  const minor = /^v1\.(\d+)$/.exec(version)?.[1];
  return minor === undefined ? Number.POSITIVE_INFINITY : Number(minor);
}

function evaluate(pod: Pod, level: 'baseline' | 'restricted', minor: number): PodViolation[] {
  const view = new PodView(pod, minor);
  return controlsOf(level, minor).flatMap((control) => {
    const violation = control.check(view);
    return violation ? [{ ...violation, control: control.id, level: control.level }] : [];
  });
}

function controlsOf(level: 'baseline' | 'restricted', minor: number): Control[] {
  const there = ({ since = 0 }: Control) => since <= minor;
  const baseline = BASELINE.filter(there);
  if (level === 'baseline') return baseline;
  const restricted = RESTRICTED.filter(there);
  const overridden = new Set(restricted.map(({ overrides }) => overrides));
  return [...baseline.filter(({ id }) => !overridden.has(id)), ...restricted];
}

/** What the plugin says after `violates` or `would violate`. As admission/admission.go. */
export function podSecurityText(
  level: PodSecurityLevel,
  violations: readonly Violation[],
  version = 'latest',
): string {
  const details = violations.map(({ reason, detail }) => `${reason} (${detail})`);
  return `PodSecurity "${level}:${version}": ${details.join(', ')}`;
}
