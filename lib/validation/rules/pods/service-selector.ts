import { nearest, type Pod, podOf } from '@/lib/kubernetes';
import { at, entriesOf, entryOf, isMissing, scalarOf } from '@/lib/yaml';
import type { Finding, Rule } from '../../engine/rule';
import { hasCustomObjects, labelsOf, podsBehind, selectorOf } from '../../engine/services';
import { deployment, PORTS, service } from './workload-examples';

const files = (app: string) => ({
  'deployment.yaml': deployment({ container: PORTS }),
  'service.yaml': service({ app }),
});

export const serviceSelector: Rule = {
  id: 'service-selector',
  severity: 'warning',
  title: 'The Service selects no Pods',
  why: 'A Service sends traffic to the Pods whose labels match its selector. When none do, it has no endpoints, and every connection is refused, while Argo CD shows it as Healthy.',
  failing: { files: files('wep'), path: 'service.yaml' },
  passing: { files: files('web'), path: 'service.yaml' },
  source: [
    {
      title: 'Kubernetes, Services',
      url: 'https://kubernetes.io/docs/concepts/services-networking/service/#services-in-kubernetes',
    },
  ],
  keys: ['selector'],
  *project(project): Generator<Finding & { path: string }> {
    let pods: Pod[] | undefined;
    let custom: boolean | undefined;
    for (const object of project.ofKind('Service')) {
      if (object.apiVersion !== 'v1' || podsBehind(project, object).length) continue;
      const entry = entryOf(at(object.root, 'spec'), 'selector');
      const wanted = selectorOf(object);
      if (!entry || wanted.size === 0) continue;
      pods ??= project.objects().flatMap((one) => podOf(one) ?? []);
      if (pods.length === 0 || pods.some(hasUnreadLabels)) return;
      const all = pods;
      const values = (key: string) => all.flatMap((pod) => labelsOf(pod).get(key) ?? []);
      const wrong = entriesOf(entry.value).find(({ key, value }) => {
        const scalar = scalarOf(value);
        return scalar && wanted.has(key.text) && !values(key.text).includes(scalar.text);
      });
      const place = wrong?.value ?? entry.value;
      const known = wrong ? values(wrong.key.text) : [];
      const [only] = [...new Set(known)].length === 1 ? known : [];
      const meant =
        wrong && scalarOf(wrong.value)
          ? (nearest(scalarOf(wrong.value)?.text ?? '', known) ?? only)
          : undefined;
      // The controller of a custom resource may make the Pods.
      const near = wrong && nearest(scalarOf(wrong.value)?.text ?? '', known) !== undefined;
      custom ??= hasCustomObjects(project);
      if (custom && !near) continue;
      const { start, end } = place;
      yield {
        path: object.file.path,
        start: wrong?.key.start ?? start,
        end,
        ...(near && !custom ? { severity: 'error' as const } : {}),
        message: `No Pod here has the label${wanted.size > 1 ? 's' : ''} ${[...wanted].map(([key, value]) => `\`${key}: ${value}\``).join(', ')}, so this Service has no endpoints.${meant === undefined ? ' Look at the labels of the Pod template.' : ` You probably mean \`${meant}\`.`}`,
        fixes:
          meant === undefined
            ? []
            : [{ title: `Change to ${meant}`, reveals: true as const, edits: [{ start, end, text: meant }] }],
      };
    }
  },
};

/** Labels that are no mapping: the schema says so, and whether the Service fits them cannot be told. */
function hasUnreadLabels({ template }: Pod): boolean {
  const labels = at(template, 'metadata', 'labels');
  return labels !== undefined && labels.kind !== 'map' && !isMissing(labels);
}
