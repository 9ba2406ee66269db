import { describe } from 'vitest';
import { pairs } from './marks';

const head = (kind: string, version: string) =>
  `apiVersion: ${version}\nkind: ${kind}\nmetadata:\n  name: web\nspec:\n`;
const SELECTED = '  selector: {matchLabels: {app: web}}\n  @\n';
const template = (indent = '  ', restart = '') =>
  `template:\n  metadata: {labels: {app: web}}\n  spec:\n${restart}    containers: [{name: web, image: "nginx:1.27"}]\n`.replace(
    /^(?=.)/gm,
    indent,
  );
const DEPLOYMENT = head('Deployment', 'apps/v1') + SELECTED + template();
const SET = `${head('StatefulSet', 'apps/v1')}  serviceName: web\n${SELECTED}${template()}`;
const DAEMON = head('DaemonSet', 'apps/v1') + SELECTED + template();
const JOB = `${head('Job', 'batch/v1')}  @\n${template('  ', '    restartPolicy: Never\n')}`;
const CRON = `${head('CronJob', 'batch/v1')}  schedule: "0 3 * * *"\n  @\n  jobTemplate:\n    spec:\n${template('      ', '    restartPolicy: Never\n')}`;
const CRON_SPEC = `${head('CronJob', 'batch/v1')}  schedule: "0 3 * * *"\n  jobTemplate:\n    spec:\n      @\n${template('      ', '    restartPolicy: Never\n')}`;
const SCALER = `${head('HorizontalPodAutoscaler', 'autoscaling/v2')}  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}\n  maxReplicas: 5\n  @\n`;
const BUDGET = `${head('PodDisruptionBudget', 'policy/v1')}  selector: {matchLabels: {app: web}}\n  @\n`;

describe('Deployments', () => {
  pairs(DEPLOYMENT, [
    ['a negative count', 'replicas: -1 #!', 'replicas: 0'],
    [
      'nothing may be replaced',
      'strategy:\n  rollingUpdate:\n    maxSurge: 0\n    maxUnavailable: 0 #!',
      'strategy:\n  rollingUpdate:\n    maxSurge: 1\n    maxUnavailable: 0',
    ],
    ['nothing, in shares', 'strategy:\n  rollingUpdate:\n    maxSurge: 0%\n    maxUnavailable: 0% #!'],
    [
      'a number in quotes',
      'strategy:\n  rollingUpdate:\n    maxSurge: "1" #!',
      'strategy:\n  rollingUpdate:\n    maxSurge: "25%"',
    ],
    [
      'more than all',
      'strategy:\n  rollingUpdate:\n    maxUnavailable: 150% #!',
      'strategy:\n  rollingUpdate:\n    maxSurge: 150%',
    ],
    [
      'a deadline before readiness',
      'minReadySeconds: 60\nprogressDeadlineSeconds: 30 #!',
      'minReadySeconds: 30\nprogressDeadlineSeconds: 60',
    ],
  ]);
  pairs(`${head('Deployment', 'apps/v1')}  @\n${template()}`, [
    [
      'an expression without values',
      'selector:\n  matchExpressions:\n    - {key: a, operator: NotIn} #!',
      'selector:\n  matchExpressions:\n    - {key: a, operator: NotIn, values: [b]}',
    ],
    ['labels of a wrong form', 'selector:\n  matchLabels:\n    app: web app #!'],
  ]);
  pairs(DEPLOYMENT.replace('      containers', '      activeDeadlineSeconds: 5 #!\n      containers'), [
    ['a deadline of Pods that run on', 'paused: false'],
  ]);
});

describe('StatefulSets', () => {
  pairs(SET, [
    [
      'a negative partition',
      'updateStrategy:\n  rollingUpdate:\n    partition: -1 #!',
      'updateStrategy:\n  rollingUpdate:\n    partition: 1',
    ],
    ['an update that is not rolled', 'updateStrategy:\n  type: OnDelete\n  rollingUpdate: {partition: 1} #!'],
    [
      'a claim without mode',
      'volumeClaimTemplates:\n  - metadata: {name: data}\n    spec: #!\n      resources: {requests: {storage: 1Gi}}',
      'volumeClaimTemplates:\n  - metadata: {name: data}\n    spec:\n      accessModes: [ReadWriteOnce]\n      resources: {requests: {storage: 1Gi}}',
    ],
    [
      'a claim of nothing',
      'volumeClaimTemplates:\n  - metadata: {name: data}\n    spec: #!\n      accessModes: [ReadWriteOnce]',
    ],
    [
      'a claim without name',
      'volumeClaimTemplates:\n  - spec: #!\n      accessModes: [ReadWriteOnce]\n      resources: {requests: {storage: 1Gi}}',
    ],
    [
      'a claim of bytes',
      'volumeClaimTemplates:\n  - metadata: {name: data}\n    spec:\n      accessModes: [ReadWriteOnce]\n      resources:\n        requests:\n          storage: 10 #!',
    ],
    [
      'a claim of a wrong name',
      'volumeClaimTemplates:\n  - metadata:\n      name: my_data #!\n    spec:\n      accessModes: [ReadWriteOnce]\n      resources: {requests: {storage: 1Gi}}',
    ],
  ]);
});

describe('DaemonSets', () => {
  pairs(DAEMON, [
    ['a negative time', 'minReadySeconds: -1 #!', 'minReadySeconds: 5'],
    [
      'a surge beside what is away',
      'updateStrategy:\n  rollingUpdate:\n    maxSurge: 1 #!',
      'updateStrategy:\n  rollingUpdate:\n    maxSurge: 1\n    maxUnavailable: 0',
    ],
    [
      'nothing may be replaced',
      'updateStrategy:\n  rollingUpdate:\n    maxUnavailable: 0 #!',
      'updateStrategy:\n  rollingUpdate:\n    maxUnavailable: 10%',
    ],
    ['a count', 'replicas: 2 #!'],
  ]);
});

describe('Jobs', () => {
  pairs(JOB, [
    ['a deadline of nothing', 'activeDeadlineSeconds: 0 #!', 'activeDeadlineSeconds: 60'],
    ['Indexed without a number', 'completionMode: Indexed #!', 'completionMode: Indexed\ncompletions: 3'],
    [
      'an own selector',
      'selector: {matchLabels: {app: web}} #!',
      'manualSelector: true\nselector: {matchLabels: {app: web}}',
    ],
  ]);
  pairs(
    `apiVersion: batch/v1\nkind: Job\nmetadata:\n  @\nspec:\n${template('  ', '    restartPolicy: Never\n')}`,
    [['a name of 64 letters', `name: ${'a'.repeat(64)} #!`, `name: ${'a'.repeat(63)}`]],
  );
});

describe('what a Job says about failure and success', () => {
  const INDEXED = JOB.replace('  @\n', '  completionMode: Indexed\n  completions: 5\n  @\n');
  pairs(JOB, [
    [
      'limits of an index where there is none',
      'backoffLimitPerIndex: 1 #!\nmaxFailedIndexes: 2 #!',
      'completionMode: Indexed\ncompletions: 3\nbackoffLimitPerIndex: 1\nmaxFailedIndexes: 2',
    ],
    [
      'success of an index where there is none',
      'completionMode: NonIndexed\nsuccessPolicy: {rules: [{succeededCount: 1}]} #!',
      'completionMode: Indexed\ncompletions: 3\nsuccessPolicy: {rules: [{succeededCount: 1}]}',
    ],
    ['a manager without domain', 'managedBy: kueue #!', 'managedBy: kueue.x-k8s.io/multikueue'],
    [
      'a replacement too early',
      'podReplacementPolicy: TerminatingOrFailed #!\npodFailurePolicy: {rules: []}',
      'podReplacementPolicy: Failed\npodFailurePolicy: {rules: []}',
    ],
  ]);
  pairs(JOB.replace('restartPolicy: Never', 'restartPolicy: OnFailure #!'), [
    ['Pods that are started again', 'podFailurePolicy: {rules: []}'],
  ]);
  const RULE = JOB.replace('  @\n', '  podFailurePolicy:\n    rules:\n      - action: FailJob\n        @\n');
  pairs(RULE, [
    [
      'codes that do not rise',
      'onExitCodes:\n  operator: In\n  values: [3, 2] #!',
      'onExitCodes:\n  operator: In\n  values: [2, 3]',
    ],
    ['a code twice', 'onExitCodes: {operator: In, values: [2, 2]} #!'],
    [
      'success as a failure',
      'onExitCodes: {operator: In, values: [0, 1]} #!',
      'onExitCodes: {operator: NotIn, values: [0, 1]}',
    ],
    ['no code', 'onExitCodes: {operator: In, values: []} #!'],
    [
      'a container of another Pod',
      'onExitCodes:\n  containerName: main #!\n  operator: In\n  values: [1]',
      'onExitCodes:\n  containerName: web\n  operator: In\n  values: [1]',
    ],
    [
      'codes and conditions',
      'onExitCodes: {operator: In, values: [1]}\nonPodConditions: [{type: DisruptionTarget}] #!',
      'onPodConditions: [{type: DisruptionTarget}]',
    ],
  ]);
  pairs(RULE.replace('FailJob', 'FailIndex #!').replace('  @\n', '  onPodConditions: [{type: Odd}]\n'), [
    ['an index that is given up where there is none', ''],
  ]);
  pairs(RULE.replace('FailJob', 'Ignore #!').replace('        @\n', ''), [['nobody', '']]);
  pairs(INDEXED, [
    [
      'failures that nothing counts',
      'maxFailedIndexes: 2 #!',
      'backoffLimitPerIndex: 0\nmaxFailedIndexes: 2',
    ],
    ['more failures than indexes', 'backoffLimitPerIndex: 0\nmaxFailedIndexes: 6 #!'],
    ['no rule', 'successPolicy:\n  rules: [] #!'],
    ['a rule that says nothing', 'successPolicy:\n  rules: [{}] #!'],
    [
      'more successes than indexes',
      'successPolicy: {rules: [{succeededCount: 6}]} #!',
      'successPolicy: {rules: [{succeededCount: 5}]}',
    ],
    [
      'an index beyond the last',
      'successPolicy: {rules: [{succeededIndexes: "0,5"}]} #!',
      'successPolicy: {rules: [{succeededIndexes: "0-2,4"}]}',
    ],
    ['indexes that do not rise', 'successPolicy: {rules: [{succeededIndexes: "3,1-2"}]} #!'],
    ['words', 'successPolicy: {rules: [{succeededIndexes: all}]} #!'],
  ]);
});

describe('CronJobs', () => {
  pairs(CRON, [
    ['no such zone', 'timeZone: Europe/Berlijn #!', 'timeZone: Europe/Berlin'],
    ['an offset', 'timeZone: "+02:00" #!', 'timeZone: Etc/UTC'],
    ['an own zone', 'timeZone: Local #!'],
    ['a negative history', 'successfulJobsHistoryLimit: -1 #!', 'successfulJobsHistoryLimit: 0'],
  ]);
  pairs(CRON_SPEC, [
    ['a selector', 'selector: {matchLabels: {app: web}} #!', 'backoffLimit: 1'],
    ['a selector all the same', 'manualSelector: true #!'],
    ['a negative limit', 'backoffLimit: -1 #!'],
  ]);
  pairs(CRON.replace('name: web\n', `name: ${'a'.repeat(53)} #!\n`), [
    ['a name of 53 letters', 'suspend: false'],
  ]);
  pairs(
    `${head('CronJob', 'batch/v1')}  @\n  jobTemplate:\n    spec:\n${template('      ', '    restartPolicy: Never\n')}`,
    [
      ['a zone in the schedule', 'schedule: "TZ=UTC 0 3 * * *" #!', 'schedule: "@daily"'],
      ['at each boot', 'schedule: "@reboot" #!'],
      ['the seventh hour of a day too many', 'schedule: "0 3 * * 7" #!'],
      ['a step of nothing', 'schedule: "*/0 * * * *" #!'],
      ['minutes that end before they begin', 'schedule: "30-10 * * * *" #!', 'schedule: "10-30 * * * *"'],
    ],
  );
});

describe('autoscalers', () => {
  pairs(SCALER, [
    ['none at least', 'minReplicas: 0 #!', 'minReplicas: 1'],
    [
      'a metric under another name',
      'metrics:\n  - type: Resource\n    pods: #!\n      metric: {name: a}\n      target: {type: AverageValue, averageValue: "1"}',
      'metrics:\n  - type: Resource\n    resource:\n      name: cpu\n      target: {type: Utilization, averageUtilization: 50}',
    ],
    ['a metric of nothing', 'metrics:\n  - type: Resource #!'],
    ['a type that there is not', 'metrics:\n  - type: CPU #!'],
    [
      'a share of nothing',
      'metrics:\n  - type: Resource\n    resource:\n      name: cpu\n      target:\n        type: Utilization\n        averageUtilization: 0 #!',
    ],
    [
      'a target without number',
      'metrics:\n  - type: Resource\n    resource:\n      name: cpu\n      target: {type: Utilization} #!',
    ],
    [
      'a target twice',
      'metrics:\n  - type: Resource\n    resource:\n      name: cpu\n      target:\n        type: Utilization\n        averageUtilization: 50\n        averageValue: 1 #!',
    ],
    [
      'a window of days',
      'behavior:\n  scaleDown:\n    stabilizationWindowSeconds: 86400 #!',
      'behavior:\n  scaleDown:\n    stabilizationWindowSeconds: 300',
    ],
    [
      'a policy of nothing',
      'behavior:\n  scaleDown:\n    policies:\n      - {type: Pods, value: 0, periodSeconds: 60} #!',
    ],
  ]);
});

describe('the target of an autoscaler', () => {
  pairs(`${head('HorizontalPodAutoscaler', 'autoscaling/v2')}  maxReplicas: 5\n  @\n`, [
    [
      'without its group',
      'scaleTargetRef: #!\n  kind: Deployment\n  name: web',
      'scaleTargetRef:\n  apiVersion: apps/v1\n  kind: Deployment\n  name: web',
    ],
    ['in another group', 'scaleTargetRef:\n  apiVersion: v1 #!\n  kind: Deployment\n  name: web'],
  ]);
});

describe('budgets', () => {
  pairs(BUDGET, [
    ['both numbers', 'minAvailable: 1\nmaxUnavailable: 1 #!', 'minAvailable: 1'],
    ['a negative number', 'minAvailable: -1 #!', 'maxUnavailable: 50%'],
    ['a number in quotes', 'minAvailable: "1" #!'],
  ]);
});
