import { at, entryOf, isMissing, type ScalarNode, scalarOf, stringOf } from '@/lib/yaml';
import { count, each, word } from './checks';
import { CLAIM } from './config';
import { CRON_JOB, JOB } from './jobs';
import { AUTOSCALER, DISRUPTIONS } from './scaling';
import { SELECTOR } from './scheduling';
import { share, upToAll } from './shares';
import { type Check, type Fields, numberOf, WHOLE } from './walk';

const isNone = (node: ScalarNode | undefined) => node !== undefined && /^0+%?$/.test(node.text);

const noDeadline: Check = ({ key, value }, tell) => {
  if (!isMissing(value))
    tell(
      key,
      'These Pods run on and on, so their template takes no `activeDeadlineSeconds`. Remove it; a Job may have one.',
    );
};

const template: Fields = { spec: { activeDeadlineSeconds: noDeadline } };

/** As apps/validation, ValidateRollingUpdateDeployment. */
const rolling: Fields = {
  maxSurge: share,
  maxUnavailable: upToAll,
  [WHOLE]: (node, tell) => {
    const entry = entryOf(node, 'maxUnavailable');
    if (entry && isNone(scalarOf(entry.value)) && isNone(scalarOf(at(node, 'maxSurge'))))
      tell(
        entry.key,
        '`maxUnavailable` and `maxSurge` are both 0, so no Pod could ever be replaced. Raise one of them.',
      );
  },
};

const DEPLOYMENT: Fields = {
  ...each(['replicas', 'minReadySeconds', 'revisionHistoryLimit'], count),
  progressDeadlineSeconds: (entry, tell, owner) => {
    count(entry, tell, owner);
    const deadline = numberOf(entry.value);
    const ready = numberOf(at(owner, 'minReadySeconds')) ?? 0;
    if (deadline !== undefined && deadline >= 0 && deadline <= ready)
      tell(
        entry.key,
        `\`progressDeadlineSeconds\` must be greater than \`minReadySeconds\`, which is ${ready}.`,
      );
  },
  selector: SELECTOR,
  template,
  strategy: {
    rollingUpdate: rolling,
    [WHOLE]: (node, tell) => {
      const entry = entryOf(node, 'rollingUpdate');
      if (entry?.value.kind === 'map' && stringOf(at(node, 'type')) === 'Recreate')
        tell(
          entry.key,
          'The strategy `Recreate` stops all Pods before it starts new ones, so it takes no `rollingUpdate`. Remove this, or choose `RollingUpdate`.',
        );
    },
  },
};

const onDelete: Fields[typeof WHOLE] = (node, tell) => {
  const entry = entryOf(node, 'rollingUpdate');
  if (entry?.value.kind === 'map' && stringOf(at(node, 'type')) === 'OnDelete')
    tell(
      entry.key,
      'With `OnDelete` nothing is rolled, so there is no `rollingUpdate`. Remove this, or choose `RollingUpdate`.',
    );
};

const STATEFUL_SET: Fields = {
  volumeClaimTemplates: { spec: CLAIM },
  ...each(['replicas', 'minReadySeconds', 'revisionHistoryLimit'], count),
  selector: SELECTOR,
  template,
  ordinals: { start: count },
  persistentVolumeClaimRetentionPolicy: each(['whenDeleted', 'whenScaled'], word('Delete', 'Retain')),
  updateStrategy: { rollingUpdate: { partition: count, maxUnavailable: upToAll }, [WHOLE]: onDelete },
};

/** As apps/validation, ValidateRollingUpdateDaemonSet; `maxUnavailable` is 1 where nothing is said. */
const DAEMON_SET: Fields = {
  ...each(['minReadySeconds', 'revisionHistoryLimit'], count),
  selector: SELECTOR,
  template,
  updateStrategy: {
    rollingUpdate: {
      maxSurge: upToAll,
      maxUnavailable: upToAll,
      [WHOLE]: (node, tell, place) => {
        const surge = entryOf(node, 'maxSurge');
        const away = scalarOf(at(node, 'maxUnavailable'));
        const surges = surge !== undefined && !isMissing(surge.value) && !isNone(scalarOf(surge.value));
        if (surges && !isNone(away))
          tell(
            surge.key,
            `A DaemonSet takes \`maxSurge\` only where \`maxUnavailable\` is 0${away ? '' : ', and it is 1 unless you say so'}. Write \`maxUnavailable: 0\` beside it.`,
          );
        else if (!surges && isNone(away))
          tell(
            entryOf(node, 'maxUnavailable')?.key ?? place,
            '`maxUnavailable` and `maxSurge` are both 0, so no Pod could ever be replaced. Raise one of them.',
          );
      },
    },
    [WHOLE]: onDelete,
  },
};

/** What the API server refuses in what runs Pods; see each kind's pkg/apis/<group>/validation. */
export const WORKLOADS: Readonly<Record<string, Fields>> = {
  'apps/v1/Deployment': { spec: DEPLOYMENT },
  'apps/v1/StatefulSet': { spec: STATEFUL_SET },
  'apps/v1/ReplicaSet': {
    spec: { ...each(['replicas', 'minReadySeconds'], count), selector: SELECTOR, template },
  },
  'apps/v1/DaemonSet': { spec: DAEMON_SET },
  'v1/ReplicationController': { spec: { ...each(['replicas', 'minReadySeconds'], count), template } },
  'batch/v1/Job': { spec: JOB },
  'batch/v1/CronJob': { spec: CRON_JOB },
  'autoscaling/v1/HorizontalPodAutoscaler': { spec: AUTOSCALER },
  'autoscaling/v2/HorizontalPodAutoscaler': { spec: AUTOSCALER },
  'policy/v1/PodDisruptionBudget': { spec: DISRUPTIONS },
};
