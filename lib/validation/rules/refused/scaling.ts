import { amountOf } from '@/lib/kubernetes';
import { at, entryOf, isMissing, itemsOf, scalarOf, stringOf } from '@/lib/yaml';
import { atLeast, between, chosen, filled, formed, hasOnly, oneOf, word } from './checks';
import { SELECTOR } from './scheduling';
import { upToAll } from './shares';
import { type Check, type Fields, numberOf, WHOLE } from './walk';

const SOURCES: Readonly<Record<string, string>> = {
  Resource: 'resource',
  ContainerResource: 'containerResource',
  Pods: 'pods',
  Object: 'object',
  External: 'external',
};

const TARGETS = ['averageUtilization', 'averageValue', 'value'];

/** An amount above 0. */
const above: Check = ({ key, value }, tell) => {
  const amount = amountOf(scalarOf(value)?.text ?? '');
  if (amount !== undefined && amount <= 0) tell(value, `\`${key.text}\` has to be more than 0.`);
};

/** As autoscaling/validation, validateMetricSpec and validateMetricTarget. */
const target: Fields = {
  type: word('Utilization', 'Value', 'AverageValue'),
  value: above,
  averageValue: above,
  averageUtilization: atLeast(1),
  [WHOLE]: (node, tell, place) => {
    const found = chosen(node, TARGETS);
    if (found.length === 0 && hasOnly(node, ['type']))
      tell(place, `This target has no number. It needs ${oneOf(TARGETS)}.`);
    else if (found[1] && found[0]?.key.text === 'averageUtilization')
      tell(found[1].key, 'A target is a share or an amount, and this one is both. Keep one of them.');
  },
};

/** The fields of a target that each source takes. As autoscaling/validation, validateResourceSource and its neighbours. */
const TAKEN: Readonly<Record<string, readonly string[]>> = {
  resource: ['averageUtilization', 'averageValue'],
  containerResource: ['averageUtilization', 'averageValue'],
  pods: ['averageValue'],
  object: ['value', 'averageValue'],
  external: ['value', 'averageValue'],
};

/** As autoscaling/validation, validateMetricIdentifier. */
const metric: Fields = {
  name: (entry, tell, owner) => {
    filled(entry, tell, owner);
    formed(/^(?!\.{1,2}$)[^/%]+$/, 'name of a metric: it takes no `/` and no `%`')(entry, tell, owner);
  },
};

const source = (name: string): Fields => ({
  name: filled,
  container: filled,
  metric,
  target,
  [WHOLE]: (node, tell) => {
    const place = entryOf(node, 'target');
    const all = place?.value.kind === 'map' ? chosen(place.value, TARGETS) : [];
    const taken = TAKEN[name] ?? [];
    const [other] = all;
    if (other && !all.some(({ key }) => taken.includes(key.text)))
      tell(
        other.key,
        `A target of \`${name}\` is given as ${oneOf(taken)}, and the API server refuses \`${other.key.text}\` alone.`,
      );
    else if (name === 'external' && all[1])
      tell(all[1].key, 'An external metric has one target, and this one has two. Keep one of them.');
  },
});

const METRICS: Fields = {
  ...Object.fromEntries(Object.values(SOURCES).map((name) => [name, source(name)])),
  [WHOLE]: (node, tell, place) => {
    const type = stringOf(at(node, 'type')) ?? '';
    const source = Object.hasOwn(SOURCES, type) ? SOURCES[type] : undefined;
    const [other] = chosen(node, Object.values(SOURCES)).filter(({ key }) => key.text !== source);
    if (source !== undefined && isMissing(at(node, source)) && (other || hasOnly(node, ['type'])))
      tell(other?.key ?? place, `A metric of the type \`${type}\` says more under \`${source}\`. Add it.`);
    else if (source === undefined && type !== '')
      tell(
        entryOf(node, 'type')?.value ?? place,
        `There is no metric of the type \`${type}\`. There are ${oneOf(Object.keys(SOURCES))}.`,
      );
    else if (other)
      tell(other.key, `A metric of the type \`${type}\` takes no \`${other.key.text}\`. Remove it.`);
  },
};

const scaling: Fields = {
  selectPolicy: word('Max', 'Min', 'Disabled'),
  [WHOLE]: (node, tell) => {
    const policies = entryOf(node, 'policies');
    if (policies?.value.kind === 'seq' && policies.value.items.length === 0)
      tell(
        policies.key,
        'An empty list is refused. Leave the line out for the usual policies, or write `selectPolicy: Disabled`.',
      );
  },
  stabilizationWindowSeconds: between(0, 3600),
  policies: { type: word('Pods', 'Percent'), value: atLeast(1), periodSeconds: between(1, 1800) },
};

/** Without its group the controller looks for the kind among those of `v1`. */
const scaleTargetRef: Fields = {
  kind: filled,
  name: filled,
  [WHOLE]: (node, tell, place) => {
    const kind = stringOf(at(node, 'kind')) ?? '';
    const version = entryOf(node, 'apiVersion');
    if (!/^(?:Deployment|StatefulSet|ReplicaSet)$/.test(kind)) return;
    if (version ? stringOf(version.value) === 'v1' : hasOnly(node, ['kind', 'name']))
      tell(
        version?.value ?? place,
        `A ${kind} is in \`apps/v1\`, and without that the autoscaler does not find it and scales nothing. Write \`apiVersion: apps/v1\`.`,
      );
  },
};

/** A HorizontalPodAutoscaler. */
export const AUTOSCALER: Fields = {
  // As autoscaling/validation, validateHorizontalPodAutoscalerSpec: 0 needs HPAScaleToZero, which is off by default.
  minReplicas: (entry, tell, owner) => {
    const types = itemsOf(at(owner, 'metrics')).map((metric) => stringOf(at(metric, 'type')));
    if (numberOf(entry.value) === 0 && types.some((type) => type === 'External' || type === 'Object'))
      tell(
        entry.key,
        '`minReplicas: 0` is refused by a cluster on which nobody switched on the feature gate `HPAScaleToZero`. Write 1, or switch it on.',
        { severity: 'warning' },
      );
    else atLeast(1)(entry, tell, owner);
  },
  maxReplicas: (entry, tell, owner) => {
    const limit = numberOf(entry.value);
    const least = numberOf(at(owner, 'minReplicas'));
    atLeast(1)(entry, tell, owner);
    if (limit !== undefined && limit >= 1 && least !== undefined && least > limit)
      tell(entry.key, `\`maxReplicas\` is ${limit}, less than \`minReplicas\`, which is ${least}.`);
  },
  scaleTargetRef,
  targetCPUUtilizationPercentage: atLeast(1),
  metrics: METRICS,
  behavior: { scaleUp: scaling, scaleDown: scaling },
};

/** A PodDisruptionBudget. As policy/validation, ValidatePodDisruptionBudgetSpec. */
export const DISRUPTIONS: Fields = {
  minAvailable: upToAll,
  maxUnavailable: (entry, tell, owner) => {
    upToAll(entry, tell, owner);
    if (!isMissing(at(owner, 'minAvailable')) && !isMissing(entry.value))
      tell(
        entry.key,
        'A budget says `minAvailable` or `maxUnavailable`, and this one says both. Remove one.',
      );
  },
  selector: SELECTOR,
};
