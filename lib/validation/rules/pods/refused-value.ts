import { amountOf, containersOf, podOf } from '@/lib/kubernetes';
import { at, type Entry, entriesOf, entryOf, itemsOf, scalarOf, stringOf, type YamlNode } from '@/lib/yaml';
import type { SourceObject } from '../../engine/file';
import { patchMentions } from '../../engine/patches';
import type { Project } from '../../engine/project';
import { type Finding, one, type Rule } from '../../engine/rule';

const autoscaler = (least: number) =>
  `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web\nspec:\n  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: web\n  minReplicas: ${least}\n  maxReplicas: 5\n`;

const validation = (group: string) => ({
  title: `Kubernetes, pkg/apis/${group}/validation/validation.go`,
  url: `https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/${group}/validation/validation.go`,
});

export const refusedValue: Rule = {
  id: 'value-refused',
  severity: 'error',
  title: 'The API server refuses this value',
  why: 'A value can have the right type and still make no sense: a count below zero, a minimum above its maximum, two settings that exclude each other. The API server checks that before it stores anything, and refuses the object.',
  failing: one(autoscaler(9)),
  passing: one(autoscaler(2)),
  source: ['core', 'apps', 'batch', 'autoscaling', 'networking'].map(validation),
  *object(object): Generator<Finding> {
    if (object.file.kustomization || object.file.unsure) return;
    for (const { entry, message } of check(object)) {
      const { start, end } = entry.key;
      const field = new RegExp(`\\b${entry.key.text}\\b`);
      yield { start, end, message, unless: (project: Project) => patchMentions(project, object, field) };
    }
  },
};

interface Refused {
  entry: Entry;
  message: string;
}

function* check(object: SourceObject): Generator<Refused> {
  const spec = at(object.root, 'spec');
  switch (`${object.apiVersion}/${object.kind}`) {
    case 'apps/v1/Deployment':
      yield* counts(spec, ['replicas', 'minReadySeconds', 'revisionHistoryLimit']);
      yield* strategy(spec);
      break;
    case 'apps/v1/StatefulSet':
    case 'apps/v1/ReplicaSet':
      yield* counts(spec, ['replicas', 'minReadySeconds', 'revisionHistoryLimit']);
      break;
    case 'batch/v1/Job':
      yield* counts(spec, JOB_COUNTS);
      yield* ownSelector(spec);
      break;
    case 'batch/v1/CronJob':
      yield* counts(spec, [
        'startingDeadlineSeconds',
        'successfulJobsHistoryLimit',
        'failedJobsHistoryLimit',
      ]);
      yield* counts(at(spec, 'jobTemplate', 'spec'), JOB_COUNTS);
      break;
    case 'autoscaling/v1/HorizontalPodAutoscaler':
    case 'autoscaling/v2/HorizontalPodAutoscaler':
      yield* autoscaling(spec);
      break;
    case 'networking.k8s.io/v1/Ingress':
      yield* paths(spec);
      break;
    case 'v1/Service':
      yield* headless(spec);
      break;
  }
  const pod = podOf(object);
  if (!pod) return;
  yield* counts(pod.spec, ['terminationGracePeriodSeconds']);
  for (const { node } of containersOf(pod)) {
    yield* probes(node);
    yield* requests(at(node, 'resources'));
  }
}

const JOB_COUNTS = [
  'parallelism',
  'completions',
  'backoffLimit',
  'activeDeadlineSeconds',
  'ttlSecondsAfterFinished',
];

const numberAt = (node: YamlNode | undefined): number | undefined => {
  const value = scalarOf(node)?.value;
  return typeof value === 'number' ? value : undefined;
};

function* counts(owner: YamlNode | undefined, fields: readonly string[]): Generator<Refused> {
  for (const field of fields) {
    const entry = entryOf(owner, field);
    const value = numberAt(entry?.value);
    if (entry && value !== undefined && value < 0)
      yield { entry, message: `\`${field}\` cannot be less than 0, and this is ${value}.` };
  }
}

function* strategy(spec: YamlNode | undefined): Generator<Refused> {
  const entry = entryOf(at(spec, 'strategy'), 'rollingUpdate');
  if (entry?.value.kind === 'map' && stringOf(at(spec, 'strategy', 'type')) === 'Recreate')
    yield {
      entry,
      message:
        'The strategy `Recreate` stops all Pods before it starts new ones, so it takes no `rollingUpdate`. Remove this, or choose `RollingUpdate`.',
    };
}

function* ownSelector(spec: YamlNode | undefined): Generator<Refused> {
  const entry = entryOf(spec, 'selector');
  if (entry?.value.kind === 'map' && scalarOf(at(spec, 'manualSelector'))?.value !== true)
    yield {
      entry,
      message:
        'A Job gets its selector from Kubernetes, and the API server refuses one that is written by hand. Remove it.',
    };
}

function* autoscaling(spec: YamlNode | undefined): Generator<Refused> {
  const most = entryOf(spec, 'maxReplicas');
  const least = numberAt(at(spec, 'minReplicas'));
  const limit = numberAt(most?.value);
  if (!most || limit === undefined) return;
  if (limit < 1) yield { entry: most, message: `\`maxReplicas\` must be at least 1, and this is ${limit}.` };
  else if (least !== undefined && least > limit)
    yield {
      entry: most,
      message: `\`maxReplicas\` is ${limit}, less than \`minReplicas\`, which is ${least}.`,
    };
}

function* paths(spec: YamlNode | undefined): Generator<Refused> {
  for (const rule of itemsOf(at(spec, 'rules')))
    for (const item of itemsOf(at(rule, 'http', 'paths'))) {
      const entry = entryOf(item, 'path');
      const path = stringOf(entry?.value);
      const type = stringOf(at(item, 'pathType'));
      if (entry && path && !path.startsWith('/') && (type === 'Prefix' || type === 'Exact'))
        yield { entry, message: `A path of the type \`${type}\` begins with a slash: \`/${path}\`.` };
    }
}

function* headless(spec: YamlNode | undefined): Generator<Refused> {
  const entry = entryOf(spec, 'clusterIP');
  const type = stringOf(at(spec, 'type'));
  if (entry && scalarOf(entry.value)?.text === 'None' && (type === 'NodePort' || type === 'LoadBalancer'))
    yield {
      entry,
      message: `\`clusterIP: None\` makes a headless Service, which cannot be of the type \`${type}\`. Remove one of the two.`,
    };
}

function* probes(container: YamlNode): Generator<Refused> {
  for (const field of ['livenessProbe', 'startupProbe']) {
    const entry = entryOf(at(container, field), 'successThreshold');
    const value = numberAt(entry?.value);
    if (entry && value !== undefined && value > 1)
      yield {
        entry,
        message: `The \`successThreshold\` of a \`${field}\` is 1; only a \`readinessProbe\` may ask for more.`,
      };
  }
}

function* requests(resources: YamlNode | undefined): Generator<Refused> {
  for (const { key, value } of entriesOf(at(resources, 'requests'))) {
    const wanted = amountOf(scalarOf(value)?.text ?? '');
    const limit = scalarOf(at(resources, 'limits', key.text));
    const most = amountOf(limit?.text ?? '');
    if (wanted !== undefined && most !== undefined && wanted > most)
      yield {
        entry: { key, value },
        message: `The request of ${key.text} is above its limit, \`${limit?.text}\`, so the Pod is refused.`,
      };
  }
}
