import { at, itemsOf, type ScalarNode, scalarOf, type YamlNode } from '@/lib/yaml';
import type { SourceFile, SourceObject } from '../../engine/file';
import { destinations } from '../../engine/namespaces';
import type { Project } from '../../engine/project';
import { accountsBound, isTypo, NAMING, references, worldOf } from '../../engine/references';
import type { Finding, Rule } from '../../engine/rule';
import { deployment, service } from './workload-examples';

const ingress = (name: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\nspec:\n  rules:\n    - http:\n        paths:\n          - path: /\n            pathType: Prefix\n            backend:\n              service:\n                name: ${name}\n                port:\n                  number: 80\n`;
const files = (name: string) => ({
  'deployment.yaml': deployment(),
  'service.yaml': service({ port: 'targetPort: 80' }),
  'ingress.yaml': ingress(name),
});

/** What follows when an object of a kind is not there, and which kinds have to be in the tree before that is said. */
const MISSING: Readonly<Record<string, { beside: readonly string[]; effect: string }>> = {
  Service: {
    beside: ['Service', 'Deployment', 'StatefulSet', 'DaemonSet'],
    effect: 'nothing answers under it',
  },
  Deployment: { beside: ['Deployment', 'StatefulSet'], effect: 'nothing is scaled' },
  StatefulSet: { beside: ['Deployment', 'StatefulSet'], effect: 'nothing is scaled' },
  ConfigMap: { beside: ['ConfigMap'], effect: 'the Pod does not start' },
  PersistentVolumeClaim: { beside: ['PersistentVolumeClaim'], effect: 'the Pod does not start' },
  ServiceAccount: { beside: ['ServiceAccount'], effect: 'no Pod is made' },
  Role: { beside: ['Role'], effect: 'the binding grants nothing' },
};

/** Objects that Kubernetes makes in every namespace, and those that it makes for add-ons. */
const GIVEN = new Set([
  'ServiceAccount/default',
  'ConfigMap/kube-root-ca.crt',
  'Service/kubernetes',
  // As plugin/pkg/auth/authorizer/rbac/bootstrappolicy/namespace_policy.go; those of `system:` beside it.
  'Role/extension-apiserver-authentication-reader',
]);

export const referenceMissing: Rule = {
  id: 'reference-missing',
  severity: 'warning',
  title: 'The object that is named is not among these files',
  why: 'An Ingress whose Service is not there answers with an error, an autoscaler without its Deployment scales nothing, and a Pod whose ConfigMap or ServiceAccount is missing does not start. When the files show everything else that they deploy, what they name should be there too, unless somebody else makes it in the cluster.',
  failing: { files: files('shop'), path: 'ingress.yaml' },
  passing: { files: files('web'), path: 'ingress.yaml' },
  source: [
    {
      title: 'kube-linter, dangling-ingress, dangling-horizontalpodautoscaler, non-existent-service-account',
      url: 'https://github.com/stackrox/kube-linter/blob/main/docs/generated/checks.md',
    },
    {
      title: 'Kubernetes, Ingress',
      url: 'https://kubernetes.io/docs/concepts/services-networking/ingress/',
    },
  ],
  keys: NAMING,
  *project(project): Generator<Finding & { path: string }> {
    for (const object of project.objects()) {
      for (const { kind, node, mayBeElsewhere } of references(object)) {
        if (mayBeElsewhere) continue;
        const said = Object.hasOwn(MISSING, kind) ? MISSING[kind] : undefined;
        const { names, closed } = worldOf(project);
        if (!said || !closed || /[{$]|^system:/.test(node.text) || GIVEN.has(`${kind}/${node.text}`))
          continue;
        const there = names.get(kind);
        // A name that is a letter away from one that is there is told as such.
        if (there?.has(node.text) || [...(there ?? [])].some((name) => isTypo(node.text, name))) continue;
        const beside = object.kind === 'StatefulSet' && kind === 'Service' ? ['Service'] : said.beside;
        if (!beside.some((other) => names.has(other)) || isExplained(node, object.file)) continue;
        const other =
          said === MISSING.Deployment || said === MISSING.StatefulSet
            ? otherKind(node.text, names)
            : undefined;
        yield {
          path: object.file.path,
          start: node.start,
          end: node.end,
          ...(other ? { severity: 'error' as const } : {}),
          message: other
            ? `\`${node.text}\` is a ${other} here, and no ${kind}, so ${said.effect}. Write \`kind: ${other}\`.`
            : `There is no ${kind} \`${node.text}\` in these files. Unless it is in the cluster already, ${said.effect}. Add it, or name one that is there.`,
        };
      }
      if (object.kind === 'Ingress')
        for (const finding of ports(project, object)) yield { ...finding, path: object.file.path };
      for (const finding of strangers(project, object)) yield { ...finding, path: object.file.path };
    }
  },
};

/** Words of who says that something comes from elsewhere. */
const ELSEWHERE_SAID =
  /\b(?:another|other|elsewhere|outside|external\w*|team|repo\w*|already|by hand|manual\w*|cluster|operator|controller|terraform|helm|created|made|managed|provided|comes?|lives?)\b/i;

/** Whether a comment in the line of a name, or above it, says where the object comes from. */
function isExplained({ start, end }: ScalarNode, { yaml: { text, lines } }: SourceFile): boolean {
  const { line } = lines.positionAt(start);
  const rest = text.slice(end).split('\n', 1)[0] ?? '';
  const above = line === 0 ? '' : lines.lineText(line - 1);
  return [rest, above].some((said) => /^["']?\s*#/.test(said) && ELSEWHERE_SAID.test(said));
}

/** What else can be scaled and has this name. */
function otherKind(name: string, names: ReadonlyMap<string, ReadonlySet<string>>): string | undefined {
  return ['Deployment', 'StatefulSet'].find((kind) => names.get(kind)?.has(name));
}

/** With this in place of a port, the AWS load balancer controller reads an annotation. */
const ELSEWHERE = 'use-annotation';

/** ServiceAccounts of a binding that are here, but in another namespace. */
function* strangers(project: Project, binding: SourceObject): Generator<Finding> {
  for (const { name, namespace } of accountsBound(binding)) {
    const same = name && project.ofKind('ServiceAccount').filter((account) => account.name === name.text);
    if (!same?.length || !namespace || /[{$]/.test(namespace.text) || !worldOf(project).closed) continue;
    const homes = same.map(destinations(project));
    const [home] = homes.flat();
    if (home === undefined || homes.some((all) => all.length === 0 || all.includes(namespace.text))) continue;
    yield {
      start: namespace.start,
      end: namespace.end,
      message: `The ServiceAccount \`${name?.text}\` of these files is in the namespace \`${home}\`. Unless there is another one in \`${namespace.text}\`, the binding grants nothing. Write \`${home}\`.`,
    };
  }
}

/** The ports of an Ingress' backends that their Service has not. */
function* ports(project: Project, ingress: SourceObject): Generator<Finding> {
  const spec = at(ingress.root, 'spec');
  const backends: (YamlNode | undefined)[] = [at(spec, 'defaultBackend', 'service')];
  for (const rule of itemsOf(at(spec, 'rules')))
    for (const path of itemsOf(at(rule, 'http', 'paths'))) backends.push(at(path, 'backend', 'service'));
  for (const backend of backends) {
    const name = scalarOf(at(backend, 'name'))?.text;
    const node = scalarOf(at(backend, 'port', 'number')) ?? scalarOf(at(backend, 'port', 'name'));
    const services = name && node ? project.ofKind('Service').filter((one) => one.name === name) : [];
    if (!node || node.text === ELSEWHERE || services.length === 0 || services.some(({ file }) => file.unsure))
      continue;
    const found = services.flatMap((one) => itemsOf(at(one.root, 'spec', 'ports')));
    if (found.length === 0 || found.some((port) => has(port, node))) continue;
    const numbers = found.flatMap((port) => scalarOf(at(port, 'port'))?.text ?? []);
    const [only] = numbers.length === 1 && typeof node.value === 'number' ? numbers : [];
    yield {
      start: node.start,
      end: node.end,
      severity: 'error',
      message: `The Service \`${name}\` has no port \`${node.text}\`, so the Ingress reaches nobody. It has ${found.map(shown).join(', ')}.`,
      fixes:
        only === undefined
          ? []
          : [{ title: `Change to ${only}`, edits: [{ start: node.start, end: node.end, text: only }] }],
    };
  }
}

function has(port: YamlNode, node: ScalarNode): boolean {
  return scalarOf(at(port, typeof node.value === 'number' ? 'port' : 'name'))?.value === node.value;
}

function shown(port: YamlNode): string {
  const name = scalarOf(at(port, 'name'))?.text;
  return `\`${scalarOf(at(port, 'port'))?.text}\`${name ? ` named \`${name}\`` : ''}`;
}
