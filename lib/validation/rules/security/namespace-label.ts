import { nearest } from '@/lib/kubernetes';
import { LEVELS, labelOf } from '../../engine/namespaces';
import { type Finding, one, type Rule } from '../../engine/rule';

const namespace = (level: string) =>
  `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n    pod-security.kubernetes.io/enforce: ${level}\n`;

export const namespaceLabel: Rule = {
  id: 'pod-security-label',
  severity: 'error',
  title: 'Pod Security does not know this level',
  why: 'The levels are `privileged`, `baseline` and `restricted`. For any other word the admission plugin takes `restricted`, so Pods are refused that you meant to allow.',
  failing: one(namespace('restrict')),
  passing: one(namespace('restricted')),
  source: [
    {
      title: 'Kubernetes, Pod Security Admission, namespace labels',
      url: 'https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces',
    },
  ],
  *object(object): Generator<Finding> {
    if (object.kind !== 'Namespace') return;
    for (const mode of ['enforce', 'audit', 'warn']) {
      const label = labelOf(object, mode);
      if (typeof label?.value !== 'string' || LEVELS.some((level) => level === label.text)) continue;
      const { start, end } = label;
      const meant = nearest(label.text, LEVELS);
      yield {
        start,
        end,
        message: `\`${label.text}\` is no level of Pod Security. ${meant === undefined ? '' : `You probably mean \`${meant}\`. `}The levels are \`privileged\`, \`baseline\` and \`restricted\`.`,
        fixes:
          meant === undefined ? [] : [{ title: `Change to ${meant}`, edits: [{ start, end, text: meant }] }],
      };
    }
  },
};
