import { amountOf, nearest } from '@/lib/kubernetes';
import { at, type Entry, entriesOf, itemsOf, scalarOf } from '@/lib/yaml';
import { textsIn } from './admission';
import { EXPRESSION } from './scheduling';
import { type Fields, isPlaceholder, type Tell } from './walk';

/** As apis/core/helper, standardQuotaResources. */
const COUNTED = [
  'pods',
  'services',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
];
const MEASURED = [
  'cpu',
  'memory',
  'ephemeral-storage',
  'requests.cpu',
  'requests.memory',
  'requests.storage',
  'requests.ephemeral-storage',
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
];
const KNOWN = [...COUNTED, ...MEASURED];

/** As core/validation, ValidateResourceQuotaResourceName and ValidateResourceQuantityValue. */
function hard({ value: limits }: Entry, tell: Tell) {
  for (const { key, value } of entriesOf(limits)) {
    const name = key.text;
    const amount = amountOf(scalarOf(value)?.text ?? '');
    if (!KNOWN.includes(name) && !name.includes('/') && !/hugepages-/.test(name) && !isPlaceholder(name)) {
      const meant = nearest(name, KNOWN);
      tell(
        key,
        `A quota does not know \`${name}\`.${meant ? ` You probably mean \`${meant}\`.` : ' Others than its own have a slash, such as `count/deployments.apps`.'}`,
      );
    } else if (amount !== undefined && amount < 0) tell(value, `A limit of ${name} cannot be less than 0.`);
    else if (amount !== undefined && !Number.isInteger(amount) && COUNTED.includes(name))
      tell(value, `\`${name}\` are counted in whole ones. Write a whole number.`);
  }
}

const OPPOSITES = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
];

/** As core/validation, validateResourceQuotaScopes. */
function scopes({ key, value }: Entry, tell: Tell, owner: Parameters<typeof at>[0]) {
  const names = textsIn(value);
  for (const [one, other] of OPPOSITES) {
    const found = names.filter(({ text }) => text === one || text === other);
    if (found[1] && found[0]?.text !== found[1].text)
      tell(found[1], `No Pod is both \`${one}\` and \`${other}\`. Make two quotas of it.`);
  }
  const [measured] = entriesOf(at(owner, 'hard')).filter(
    (limit) => limit.key.text !== 'pods' && KNOWN.includes(limit.key.text),
  );
  if (measured && names.some(({ text }) => text === 'BestEffort'))
    tell(
      key,
      `Pods of the scope \`BestEffort\` ask for nothing, so only \`pods\` can be limited, not \`${measured.key.text}\`.`,
    );
}

/** A ResourceQuota. */
export const QUOTA: Fields = { hard, scopes, scopeSelector: { matchExpressions: EXPRESSION } };

/** What limits say together. As core/validation, ValidateLimitRange. */
export function limitsTogether(limits: Parameters<typeof itemsOf>[0], tell: Tell) {
  const seen = new Set<string>();
  for (const limit of itemsOf(limits)) {
    const type = scalarOf(at(limit, 'type'));
    if (!type?.text) continue;
    if (seen.has(type.text))
      tell(type, `There is a limit of the type \`${type.text}\` already. Put the two together.`);
    seen.add(type.text);
    const bound = ['min', 'max'].some((field) => at(limit, field, 'storage'));
    if (type.text === 'PersistentVolumeClaim' && !bound)
      tell(type, 'A limit of claims says how much `storage` they may have, under `min` or `max`. Add it.');
    for (const { key, value } of entriesOf(at(limit, 'maxLimitRequestRatio'))) {
      const ratio = amountOf(scalarOf(value)?.text ?? '');
      if (ratio !== undefined && ratio < 1)
        tell(value, `A limit of ${key.text} is never below what is asked for, so the ratio is 1 at least.`);
    }
  }
}
