import { podOf, textMap } from '@/lib/kubernetes';
import { at, entriesOf, entryOf, isMissing, itemsOf, scalarOf, stringOf, type YamlNode } from '@/lib/yaml';
import { addEntries } from '../../engine/edits';
import { type Finding, one, type Rule } from '../../engine/rule';
import { deployment } from './workload-examples';

export const selectorTemplate: Rule = {
  id: 'workload-selector',
  severity: 'error',
  title: 'The selector does not match the template’s labels',
  why: 'A workload finds its Pods by its selector. One that would not find the Pods of its own template is refused: "`selector` does not match template `labels`".',
  failing: one(deployment({ selector: 'web', label: 'wep' })),
  passing: one(deployment()),
  source: [
    {
      title: 'Kubernetes, Deployments, selector',
      url: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
    },
  ],
  keys: ['selector'],
  *object(object): Generator<Finding> {
    const pod = podOf(object);
    if (!pod || !/^apps\/v1$/.test(object.apiVersion) || object.file.unsure) return;
    const selector = at(object.root, 'spec', 'selector');
    const labels = at(pod.template, 'metadata', 'labels');
    const matched = at(selector, 'matchLabels');
    // What is no mapping is the schema's business, and stands for labels that nobody could read.
    if ([labels, matched].some((node) => node && node.kind !== 'map' && !isMissing(node))) return;
    const have = textMap(labels);
    const wanted = entriesOf(matched);
    if (
      entriesOf(selector).every(({ key }) => key.text === 'matchLabels') &&
      selector &&
      !isMissing(selector) &&
      wanted.length === 0
    ) {
      const key = entryOf(at(object.root, 'spec'), 'selector')?.key ?? selector;
      yield {
        start: key.start,
        end: key.end,
        message:
          'This selector is empty, and the API server refuses that. Select by the labels of the template.',
      };
    }
    for (const expression of itemsOf(at(selector, 'matchExpressions'))) yield* unmatched(expression, have);
    for (const { key, value } of wanted) {
      const scalar = scalarOf(value);
      if (typeof scalar?.value !== 'string' || have.get(key.text) === scalar.value) continue;
      const there = have.get(key.text);
      const label = scalarOf(entryOf(labels, key.text)?.value);
      const edits =
        label && there !== undefined
          ? [{ start: label.start, end: label.end, text: scalar.text }]
          : labels?.kind === 'map' && !entryOf(labels, key.text)
            ? addEntries(object.file, labels, [`${key.text}: ${scalar.text}`])
            : [];
      yield {
        start: key.start,
        end: scalar.end,
        message: `The template's labels have ${there === undefined ? `no \`${key.text}\`` : `\`${key.text}: ${there}\``}, so this selector matches none of the ${object.kind}'s own Pods, and the API server refuses it. Write the same in both places.`,
        fixes: edits.length ? [{ title: `Give the template ${key.text}: ${scalar.text}`, edits }] : [],
        ...(label
          ? {
              related: [
                {
                  path: object.file.path,
                  start: label.start,
                  end: label.end,
                  message: 'The template’s label',
                },
              ],
            }
          : {}),
      };
    }
  },
};

/** An expression that the template's labels do not satisfy. As k8s.io/apimachinery, labels.Requirement.Matches. */
function* unmatched(expression: YamlNode, labels: ReadonlyMap<string, string>): Generator<Finding> {
  const key = scalarOf(at(expression, 'key'));
  const operator = stringOf(at(expression, 'operator'));
  if (!key || operator === undefined) return;
  const value = labels.get(key.text);
  const values = itemsOf(at(expression, 'values')).flatMap((item) => scalarOf(item)?.text ?? []);
  const fits =
    operator === 'In'
      ? value !== undefined && values.includes(value)
      : operator === 'NotIn'
        ? value === undefined || !values.includes(value)
        : operator === 'Exists'
          ? value !== undefined
          : operator !== 'DoesNotExist' || value === undefined;
  if (fits) return;
  yield {
    start: key.start,
    end: key.end,
    message: `The template's labels have ${value === undefined ? `no \`${key.text}\`` : `\`${key.text}: ${value}\``}, which this expression does not match, so the API server refuses the object. Change the one or the other.`,
  };
}
