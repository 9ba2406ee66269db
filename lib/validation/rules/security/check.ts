import {
  BASELINE_KEYS,
  containersOf,
  type Pod,
  type PodViolation,
  podOf,
  podSecurityText,
  podViolations,
} from '@/lib/kubernetes';
import { at, entryOf, itemsOf, type Span, scalarOf, type YamlNode } from '@/lib/yaml';
import { hasKey, type SourceFile, type SourceObject } from '../../engine/file';
import { destinations, policiesOf, type Standard } from '../../engine/namespaces';
import type { Project } from '../../engine/project';
import type { Finding, SeverityWord } from '../../engine/rule';
import { fixesFor } from './fixes';

interface Asked extends Standard {
  severity: SeverityWord;
  namespace: string | undefined;
}

type Told = Finding & { path: string; level: 'baseline' | 'restricted' };

const memory = new WeakMap<Project, Told[]>();

/** What one level of the Standards has against the Pods of a tree, where a namespace asks for it. */
export function* violationsOf(
  project: Project,
  level: 'baseline' | 'restricted',
): Generator<Finding & { path: string }> {
  const found = memory.get(project) ?? [...violations(project)];
  memory.set(project, found);
  for (const { level: own, ...finding } of found) if (own === level) yield finding;
}

function* violations(project: Project): Generator<Told> {
  const policies = policiesOf(project);
  const homes = destinations(project);
  for (const object of policies.size > 0 ? project.objects() : suspects(project)) {
    const pod = podOf(object);
    if (!pod) continue;
    const asked = askedOf(homes(object), policies).map((ask) =>
      ask.namespace === undefined && (isOfNode(object, pod) || !takesTheNode(pod))
        ? { ...ask, severity: 'hint' as const }
        : ask,
    );
    const found = strictest(pod, asked);
    if (found.length === 0) continue;
    for (const { violation, ask, others } of found)
      for (const finding of findingsOf(object, pod, violation, ask, others))
        yield { path: object.file.path, level: violation.level, ...finding };
  }
}

/** Whether a Pod can do on its node what it likes. */
function takesTheNode(pod: Pod): boolean {
  return podViolations(pod, 'baseline').some(({ reason }) =>
    /^(?:privileged|host namespaces|hostPath volumes|hostProcess)$/.test(reason),
  );
}

/** What looks after its node needs the host: an agent on every node, a container that sets the kernel's parameters. */
function isOfNode({ kind }: SourceObject, pod: Pod): boolean {
  return (
    kind === 'DaemonSet' ||
    containersOf(pod).some(({ node }) =>
      ['command', 'args'].some((field) =>
        itemsOf(at(node, field)).some((word) => /\bsysctl\b/.test(scalarOf(word)?.text ?? '')),
      ),
    )
  );
}

/** The objects whose Pods the baseline refuses: all that matter where no namespace says what it asks for. */
function suspects(project: Project): SourceObject[] {
  return [...project.files.values()].flatMap((file) =>
    project.roleOf(file.path) === 'object' ? suspectsIn(file) : [],
  );
}

const known = new WeakMap<SourceFile, readonly SourceObject[]>();

function suspectsIn(file: SourceFile): readonly SourceObject[] {
  const before = known.get(file);
  if (before) return before;
  const found = file.objects.filter((object) => {
    const pod = hasKey(file, BASELINE_KEYS) ? podOf(object) : undefined;
    return pod && podViolations(pod, 'baseline').length > 0;
  });
  known.set(file, found);
  return found;
}

function askedOf(namespaces: readonly string[], policies: ReturnType<typeof policiesOf>): Asked[] {
  const known = namespaces.filter((namespace) => policies.has(namespace));
  // Whoever labels one namespace and puts the Pod into another has made up their mind.
  if (known.length === 0 && policies.size > 0 && namespaces.length > 0) return [];
  // Nobody says how strict the namespace is: the baseline is what most clusters ask for.
  if (known.length === 0)
    return [{ level: 'baseline', version: 'latest', severity: 'warning', namespace: undefined }];
  return known.flatMap((namespace) => {
    const policy = policies.get(namespace);
    const asked: Asked[] = [];
    if (policy?.enforce) asked.push({ ...policy.enforce, severity: 'error', namespace });
    // Where something is enforced, the stricter level that is warned about is what the namespace is on its way to.
    if (policy?.warn)
      asked.push({ ...policy.warn, severity: policy.enforce ? 'hint' : 'warning', namespace });
    return asked;
  });
}

interface Asking {
  violation: PodViolation;
  ask: Asked;
  /** For the first of several, all that the plugin says in one sentence; nothing for the others. */
  others: readonly PodViolation[];
}

/** Each control once, as the strictest namespace asks for it. */
function strictest(pod: Pod, asked: readonly Asked[]): Asking[] {
  const found: Asking[] = [];
  const order = [...asked].sort((a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error'));
  for (const ask of order) {
    const all = podViolations(pod, ask.level, ask.version);
    const fresh = all.filter(
      ({ control, reason }) =>
        !found.some(({ violation }) => violation.control === control || violation.reason === reason),
    );
    for (const [i, violation] of fresh.entries()) found.push({ violation, ask, others: i === 0 ? all : [] });
  }
  return found;
}

/** What is told of a violation, at each place that has a part in it. */
function findingsOf(
  object: SourceObject,
  pod: Pod,
  violation: PodViolation,
  ask: Asked,
  others: readonly PodViolation[],
): Finding[] {
  const places = (violation.places.length ? violation.places : [pod.spec]).map(lookAt);
  const said = others.length > 1 ? others : [violation];
  const verb = ask.severity === 'error' || ask.namespace === undefined ? 'violates' : 'would violate';
  const message = `${consequence(object, ask)}: ${verb} ${podSecurityText(ask.level, said, ask.version)}`;
  const fixes = fixesFor(object.file, pod, violation);
  return places.map(({ start, end }) => ({ start, end, severity: ask.severity, message, fixes }));
}

/** Where something is missing, the key of the security context that should have it, or else the first line. */
function lookAt(place: YamlNode): Span {
  if (place.kind !== 'map') return place;
  return entryOf(place, 'securityContext')?.key ?? place.entries[0]?.key ?? place;
}

function consequence(object: SourceObject, { namespace, severity, level }: Asked): string {
  if (namespace === undefined) return `A namespace that enforces \`${level}\` refuses this Pod`;
  if (severity !== 'error') return `The namespace \`${namespace}\` warns about this Pod`;
  return object.kind === 'Pod'
    ? `The namespace \`${namespace}\` refuses this Pod`
    : `The namespace \`${namespace}\` refuses the Pods of this ${object.kind}, which then waits for them without end`;
}
