import { nearest } from '@/lib/kubernetes';
import type { ScalarNode } from '@/lib/yaml';
import { isPolicyVersion, LEVELS, labelOf } from '../../engine/namespaces';
import { type Finding, one, type Rule } from '../../engine/rule';

const namespace = (level: string) =>
  `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n    pod-security.kubernetes.io/enforce: ${level}\n`;

export const namespaceLabel: Rule = {
  id: 'pod-security-label',
  severity: 'error',
  title: 'Pod Security does not know this level or version',
  why: 'The levels are `privileged`, `baseline` and `restricted`, and a version is `latest` or one like `v1.30`. The admission plugin refuses a new Namespace with any other word; in one that exists it takes `restricted` and `latest`, so Pods are refused that you meant to allow.',
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
      yield* version(labelOf(object, `${mode}-version`));
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

function* version(label: ScalarNode | undefined): Generator<Finding> {
  // A number is the schema's business.
  if (typeof label?.value !== 'string' || isPolicyVersion(label.text)) return;
  const { start, end, text } = label;
  const meant = /^v?(1\.\d+)(?:\.\d+)?$/.exec(text)?.[1];
  yield {
    start,
    end,
    message: `\`${text}\` is no version of Pod Security. ${meant === undefined ? 'Write `latest`, or a version like `v1.30`.' : `Write \`v${meant}\`, without a patch number.`}`,
    fixes:
      meant === undefined
        ? []
        : [{ title: `Change to v${meant}`, edits: [{ start, end, text: `v${meant}` }] }],
  };
}
