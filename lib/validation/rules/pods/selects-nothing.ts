import { matches, nearest, podOf, textMap } from '@/lib/kubernetes';
import { at, entriesOf, entryOf, itemsOf, type YamlNode } from '@/lib/yaml';
import type { SourceObject } from '../../engine/file';
import type { Project } from '../../engine/project';
import { worldOf } from '../../engine/references';
import type { Finding, Rule } from '../../engine/rule';
import { hasCustomObjects, labelsOf } from '../../engine/services';
import { deployment } from './workload-examples';

const budget = (app: string) =>
  `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: web\nspec:\n  minAvailable: 1\n  selector:\n    matchLabels:\n      app: ${app}\n`;
const files = (app: string) => ({ 'deployment.yaml': deployment(), 'budget.yaml': budget(app) });

/** Where each kind says which Pods it is about. */
const SELECTORS: Readonly<Record<string, string>> = {
  PodDisruptionBudget: 'selector',
  NetworkPolicy: 'podSelector',
};

export const selectsNothing: Rule = {
  id: 'selector-matches-nothing',
  severity: 'warning',
  title: 'The selector matches no Pods',
  why: 'A budget or a network policy holds for the Pods that its selector matches. When it matches none, everything looks right, and nothing is protected.',
  failing: { files: files('wep'), path: 'budget.yaml' },
  passing: { files: files('web'), path: 'budget.yaml' },
  source: [
    {
      title: 'Kubernetes, specifying a disruption budget',
      url: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
    },
    {
      title: 'kube-linter, dangling-networkpolicy',
      url: 'https://github.com/stackrox/kube-linter/blob/main/docs/generated/checks.md',
    },
  ],
  keys: ['minAvailable', 'maxUnavailable', 'podSelector'],
  *project(project): Generator<Finding & { path: string }> {
    for (const [kind, field] of Object.entries(SELECTORS))
      for (const object of project.ofKind(kind)) {
        const finding = check(project, object, field);
        if (finding) yield { ...finding, path: object.file.path };
      }
  },
};

function check(project: Project, object: SourceObject, field: string): Finding | undefined {
  const spec = entryOf(object.root, 'spec');
  const entry = entryOf(spec?.value, field);
  // No selector and an empty one mean different things: none at all, and all.
  if (object.kind === 'PodDisruptionBudget' && spec?.value.kind === 'map' && !entry)
    return {
      start: spec.key.start,
      end: spec.key.end,
      severity: 'error',
      message:
        'A budget without `selector` is for no Pods at all, so it does nothing. Select the Pods by their labels.',
      unless: () => object.file.unsure,
    };
  const labels = at(entry?.value, 'matchLabels');
  const wanted = textMap(labels);
  if (!entry || wanted.size === 0 || itemsOf(at(entry.value, 'matchExpressions')).length > 0)
    return undefined;
  if (!worldOf(project).closed) return undefined;
  const pods = podsOf(project);
  if (pods.length === 0 || pods.some((have) => matches(wanted, have))) return undefined;
  if (hasCustomObjects(project)) return undefined;
  const key = entriesOf(labels).find(
    (label) => !pods.some((have) => have.get(label.key.text) === textOf(label.value)),
  )?.key;
  // A label that no Pod has under any value may be one that Pods of elsewhere take on to be let through.
  if (object.kind === 'NetworkPolicy' && key && isUnknown(key.text, pods)) return undefined;
  return {
    start: key?.start ?? entry.key.start,
    end: key?.end ?? entry.key.end,
    message: `No Pod here has the label${wanted.size > 1 ? 's' : ''} ${[...wanted].map(([name, value]) => `\`${name}: ${value}\``).join(', ')}, so this ${object.kind} is for nobody. Look at the labels of the Pod template.`,
  };
}

function isUnknown(key: string, pods: readonly ReadonlyMap<string, string>[]): boolean {
  const keys = new Set(pods.flatMap((have) => [...have.keys()]));
  return !keys.has(key) && nearest(key, [...keys]) === undefined;
}

const textOf = (node: YamlNode) => (node.kind === 'scalar' ? node.text : undefined);

const memory = new WeakMap<Project, readonly ReadonlyMap<string, string>[]>();

/** The labels of all Pods of the tree. */
function podsOf(project: Project): readonly ReadonlyMap<string, string>[] {
  const known = memory.get(project);
  if (known) return known;
  const pods = project.objects().flatMap((object) => {
    const pod = podOf(object);
    return pod ? [labelsOf(pod)] : [];
  });
  memory.set(project, pods);
  return pods;
}
