import {
  at,
  type Entry,
  entryOf,
  isMissing,
  itemsOf,
  type MapNode,
  scalarOf,
  stringOf,
  type YamlNode,
} from '@/lib/yaml';
import { atLeast, between, each, filled, isEmptyList } from './checks';
import { type Fields, type Tell, WHOLE } from './walk';

/** What an expression's operator says about its values. */
const WITH_VALUES = ['In', 'NotIn'];
const WITHOUT = ['Exists', 'DoesNotExist'];

/** As apimachinery, metav1/validation, and core/validation, ValidateNodeSelectorRequirement. */
export const EXPRESSION: Fields = {
  [WHOLE]: (node, tell, place) => {
    const operator = stringOf(at(node, 'operator'));
    const entry = entryOf(node, 'values');
    if (operator === undefined || (entry && entry.value.kind !== 'seq' && !isMissing(entry.value))) return;
    const amount = itemsOf(entry?.value).length;
    if (WITH_VALUES.includes(operator) && amount === 0)
      tell(entry?.key ?? place, `\`${operator}\` compares with \`values\`, and here are none. Add them.`);
    else if (entry && WITHOUT.includes(operator) && amount > 0)
      tell(
        entry.key,
        `\`${operator}\` asks for the key alone and takes no \`values\`. Remove them, or write \`In\`.`,
      );
    else if ((operator === 'Gt' || operator === 'Lt') && amount !== 1)
      tell(entry?.key ?? place, `\`${operator}\` compares with one number. Write one value, in quotes.`);
  },
};

/** A label selector. */
export const SELECTOR: Fields = { matchExpressions: EXPRESSION };

/** As core/validation, validateNodeFieldSelectorRequirement. */
const NODE_FIELD: Fields = {
  [WHOLE]: (node, tell, place) => {
    const key = scalarOf(at(node, 'key'));
    const amount = itemsOf(at(node, 'values')).length;
    if (key?.text && key.text !== 'metadata.name')
      tell(
        key,
        `A node is chosen by its field \`metadata.name\` only. \`${key.text}\` may be a label: that stands under \`matchExpressions\`.`,
      );
    else if (WITH_VALUES.includes(stringOf(at(node, 'operator')) ?? '') && amount !== 1)
      tell(
        entryOf(node, 'values')?.key ?? place,
        'A field is compared with one value. Make an entry of `nodeSelectorTerms` for each.',
      );
  },
};

/** As core/validation, validateMatchLabelKeysInTopologySpread. */
function withSelector({ key, value }: Entry, tell: Tell, owner: MapNode) {
  if (!isEmptyList(value) && !entryOf(owner, 'labelSelector'))
    tell(key, `\`${key.text}\` narrows the \`labelSelector\`, and here is none. Add one.`);
}

const terms: Fields = { matchExpressions: EXPRESSION, matchFields: NODE_FIELD };
const weight = between(1, 100);
const podTerm: Fields = {
  labelSelector: SELECTOR,
  namespaceSelector: SELECTOR,
  topologyKey: filled,
  ...each(['matchLabelKeys', 'mismatchLabelKeys'], withSelector),
};
const podAffinity: Fields = {
  requiredDuringSchedulingIgnoredDuringExecution: podTerm,
  preferredDuringSchedulingIgnoredDuringExecution: { weight, podAffinityTerm: podTerm },
};

const AFFINITY: Fields = {
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      [WHOLE]: (node, tell) => {
        const entry = entryOf(node, 'nodeSelectorTerms');
        if (entry && isEmptyList(entry.value))
          tell(entry.key, 'There is no term here, and the API server asks for one at least.');
      },
      nodeSelectorTerms: terms,
    },
    preferredDuringSchedulingIgnoredDuringExecution: { weight, preference: terms },
  },
  podAffinity,
  podAntiAffinity: podAffinity,
};

/** As core/validation, ValidateTolerations. */
const TOLERATION: Fields = {
  [WHOLE]: (node, tell, place) => {
    const operator = stringOf(at(node, 'operator')) ?? 'Equal';
    const value = entryOf(node, 'value');
    const seconds = entryOf(node, 'tolerationSeconds');
    if (operator !== 'Exists' && !scalarOf(at(node, 'key'))?.text && !misspelt(node))
      tell(
        place,
        'A toleration without `key` tolerates everything, and says so with `operator: Exists`. Add a key, or that.',
      );
    if (operator === 'Exists' && value && scalarOf(value.value)?.text)
      tell(value.key, '`Exists` asks for the key alone and takes no `value`. Remove it, or write `Equal`.');
    if (seconds && !isMissing(seconds.value) && stringOf(at(node, 'effect')) !== 'NoExecute')
      tell(seconds.key, 'Only a toleration of the effect `NoExecute` takes `tolerationSeconds`. Remove it.');
  },
};

function misspelt(node: MapNode): boolean {
  return node.entries.some(
    ({ key }) => !['key', 'operator', 'value', 'effect', 'tolerationSeconds'].includes(key.text),
  );
}

const SPREAD: Fields = {
  maxSkew: atLeast(1),
  minDomains: (entry, tell, owner) => {
    if (stringOf(at(owner, 'whenUnsatisfiable')) === 'ScheduleAnyway')
      tell(
        entry.key,
        '`minDomains` goes with `whenUnsatisfiable: DoNotSchedule` only. Remove it, or change that.',
      );
    else atLeast(1)(entry, tell, owner);
  },
  labelSelector: SELECTOR,
  topologyKey: filled,
  matchLabelKeys: withSelector,
};

/** Constraints that are told apart by key and kind stand once. As core/validation, validateTopologySpreadConstraints. */
export function spreads(list: YamlNode | undefined, tell: Tell) {
  const seen = new Set<string>();
  for (const item of itemsOf(list)) {
    const key = scalarOf(at(item, 'topologyKey'));
    const id = `${key?.text} ${stringOf(at(item, 'whenUnsatisfiable'))}`;
    if (key && seen.has(id))
      tell(
        key,
        `Another constraint spreads by \`${key.text}\` in the same way already. Keep one of the two.`,
      );
    seen.add(id);
  }
}

export const SCHEDULING: Fields = {
  affinity: AFFINITY,
  tolerations: TOLERATION,
  topologySpreadConstraints: SPREAD,
};
