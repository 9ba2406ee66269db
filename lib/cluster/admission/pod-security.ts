import { type PodSecurityLevel, type PodViolation, podViolations } from '@/lib/kubernetes';
import type { ApiObject, JsonMap } from '../interface';
import { podIn } from './nodes';

/** As kubernetes/pod-security-admission, admission/admission.go and api/helpers.go. */

interface Standard {
  level: PodSecurityLevel;
  version: string;
}

interface Policy {
  enforce: Standard;
  audit: Standard;
  warn: Standard;
  /** What is wrong with the labels. */
  faults: { label: string; value: string; text: string }[];
}

const PREFIX = 'pod-security.kubernetes.io/';
const RANK: Readonly<Record<PodSecurityLevel, number>> = { privileged: 0, baseline: 1, restricted: 2 };

function levelOf(text: string): PodSecurityLevel | undefined {
  return text === 'privileged' || text === 'baseline' || text === 'restricted' ? text : undefined;
}

/** The policy that a namespace's labels ask for. As PolicyToEvaluate. */
export function policyOf(labels: { [key: string]: string } | undefined): Policy {
  const faults: Policy['faults'] = [];
  const read = (
    mode: string,
    wrong: PodSecurityLevel,
  ): Standard & { given: boolean; valid: boolean; dated: boolean } => {
    const level = labels?.[`${PREFIX}${mode}`];
    const version = labels?.[`${PREFIX}${mode}-version`];
    const parsed = level === undefined ? 'privileged' : levelOf(level);
    if (level !== undefined && !parsed)
      faults.push({
        label: `${PREFIX}${mode}`,
        value: level,
        text: 'must be one of privileged, baseline, restricted',
      });
    const dated = version !== undefined;
    const known = version === undefined || version === 'latest' || /^v1\.(\d|[1-9]\d*)$/.test(version);
    if (!known)
      faults.push({ label: `${PREFIX}${mode}-version`, value: version, text: 'must be "latest" or "v1.x"' });
    return {
      level: parsed ?? wrong,
      version: known && version !== undefined ? version : 'latest',
      given: level !== undefined,
      valid: parsed !== undefined,
      dated,
    };
  };
  const enforce = read('enforce', 'restricted');
  const audit = read('audit', 'privileged');
  const warn = read('warn', 'privileged');
  // Who enforces a level and says nothing of warnings is warned of the same.
  const follows = !warn.given && enforce.given && enforce.valid && RANK[enforce.level] > RANK[warn.level];
  return {
    enforce,
    audit,
    warn: follows ? { level: enforce.level, version: warn.dated ? warn.version : enforce.version } : warn,
    faults,
  };
}

const named = ({ level, version }: Standard) => `${level}:${version}`;

function detail(violations: readonly PodViolation[]): string {
  return violations.map(({ reason, detail }) => `${reason} (${detail})`).join(', ');
}

/** What Pod Security has against an object that is or makes a Pod: a refusal (for Pods only), warnings, an audit annotation. */
export function podSecurity(
  namespace: ApiObject,
  object: JsonMap,
): { refused?: string; warnings: string[]; audit?: string } {
  const { enforce, audit, warn } = policyOf(namespace.metadata.labels);
  if (!RANK[enforce.level] && !RANK[audit.level] && !RANK[warn.level]) return { warnings: [] };
  const pod = podIn(object);
  if (!pod) return { warnings: [] };
  const found = (standard: Standard) => podViolations(pod, standard.level, standard.version);
  const audited = found(audit);
  const noted = audited.length
    ? { audit: `would violate PodSecurity "${named(audit)}": ${detail(audited)}` }
    : {};
  if (pod.path.length === 0) {
    const violations = found(enforce);
    if (violations.length)
      return {
        refused: `violates PodSecurity "${named(enforce)}": ${detail(violations)}`,
        warnings: [],
        ...noted,
      };
  }
  const warned = found(warn);
  return {
    warnings: warned.length ? [`would violate PodSecurity "${named(warn)}": ${detail(warned)}`] : [],
    ...noted,
  };
}

/** What a stricter level would have against the Pods that run in a namespace. As EvaluatePodsInNamespace. */
export function stricterWarnings(
  name: string,
  now: ApiObject | JsonMap,
  old: ApiObject,
  pods: readonly ApiObject[],
): string[] {
  const after = policyOf(labelsOf(now)).enforce;
  const before = policyOf(old.metadata.labels).enforce;
  if (named(after) === named(before) || !RANK[after.level]) return [];
  if (after.version === before.version && RANK[after.level] <= RANK[before.level]) return [];
  const groups = new Map<string, string[]>();
  for (const object of pods) {
    const pod = podIn(object);
    const reasons = pod
      ? podViolations(pod, after.level, after.version)
          .map(({ reason }) => reason)
          .join(', ')
      : '';
    if (reasons) groups.set(reasons, [...(groups.get(reasons) ?? []), object.metadata.name]);
  }
  if (!groups.size) return [];
  return [
    `existing pods in namespace ${JSON.stringify(name)} violate the new PodSecurity enforce level ${JSON.stringify(named(after))}`,
    ...[...groups].map(([reasons, [first = '', ...others]]) => {
      const more = others.length === 1 ? ' (and 1 other pod)' : ` (and ${others.length} other pods)`;
      return `${first}${others.length ? more : ''}: ${reasons}`;
    }),
  ];
}

function labelsOf(object: ApiObject | JsonMap): { [key: string]: string } {
  const metadata: unknown = object.metadata;
  if (typeof metadata !== 'object' || metadata === null || !('labels' in metadata)) return {};
  const { labels } = metadata;
  if (typeof labels !== 'object' || labels === null) return {};
  return Object.fromEntries(
    Object.entries(labels).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
