import { podOf } from '@/lib/kubernetes';
import { at, entryOf, scalarOf } from '@/lib/yaml';
import { addEntries } from '../../engine/edits';
import { type Finding, one, type Rule } from '../../engine/rule';

const job = (policy: string) =>
  `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: seed\nspec:\n  template:\n    spec:\n${policy}      containers:\n        - name: seed\n          image: alpine:3.20\n          command: [test, -f, /etc/hosts]\n`;

export const restartPolicy: Rule = {
  id: 'pod-restart-policy',
  severity: 'error',
  title: 'The restart policy does not fit the kind',
  why: 'A Job ends, so its Pods may not be restarted for ever: it takes `Never` or `OnFailure`, and the default `Always` is refused. A Deployment, StatefulSet or DaemonSet keeps its Pods running and takes `Always` only.',
  failing: one(job('')),
  passing: one(job('      restartPolicy: Never\n')),
  source: [
    {
      title: 'Kubernetes, Jobs',
      url: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template',
    },
    {
      title: 'Kubernetes, pkg/apis/batch/validation/validation.go',
      url: 'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/batch/validation/validation.go',
    },
  ],
  *object(object): Generator<Finding> {
    const pod = podOf(object);
    if (!pod || object.kind === 'Pod' || object.kind === 'PodTemplate') return;
    const ends = object.kind === 'Job' || object.kind === 'CronJob';
    const entry = entryOf(pod.spec, 'restartPolicy');
    const policy = scalarOf(entry?.value)?.text || undefined;
    const allowed = ends ? ['Never', 'OnFailure'] : ['Always'];
    if (policy === undefined ? !ends || object.file.yaml.torn : allowed.includes(policy)) return;
    if (policy !== undefined && !['Always', 'Never', 'OnFailure'].includes(policy)) return;
    const list = allowed.map((word) => `"${word}"`).join(', ');
    if (entry?.value.kind === 'scalar' && policy !== undefined) {
      const { start, end } = entry.value;
      const text = allowed[0] ?? '';
      yield {
        start,
        end,
        message: `A ${object.kind} does not take \`restartPolicy: ${policy}\`, so the API server refuses it. Supported values: ${list}.`,
        fixes: [{ title: `Change to ${text}`, edits: [{ start, end, text }] }],
      };
      return;
    }
    const key = at(pod.template, 'spec') && entryOf(pod.template, 'spec')?.key;
    const edits = addEntries(object.file, pod.spec, ['restartPolicy: Never']);
    yield {
      start: key?.start ?? pod.spec.start,
      end: key?.end ?? pod.spec.end,
      message: `A ${object.kind} needs a \`restartPolicy\`, because the default \`Always\` never lets it end and is refused. Supported values: ${list}.`,
      fixes: edits.length && !entry ? [{ title: 'Add restartPolicy: Never', edits }] : [],
    };
  },
};
