import { entryOf, stringOf } from '@/lib/yaml';
import { atLeast, chosen, count, each, hasOnly, isEmptyList, oneOf } from './checks';
import { type Check, type Fields, numberOf, WHOLE } from './walk';

const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'sleep'];

const header: Check = ({ value }, tell) => {
  const name = stringOf(value);
  // As k8s.io/apimachinery, IsHTTPHeaderName.
  if (name !== undefined && name !== '' && !/^[-A-Za-z0-9]+$/.test(name))
    tell(value, `\`${name}\` is no name of a header: it takes letters, digits and \`-\`.`);
};

const ACTIONS: Fields = {
  exec: {
    [WHOLE]: (node, tell, place) => {
      const entry = entryOf(node, 'command');
      if (entry ? isEmptyList(entry.value) : hasOnly(node, ['command']))
        tell(
          entry?.key ?? place,
          'There is no command to run. Add it as a list: `command: [cat, /tmp/ready]`.',
        );
    },
  },
  httpGet: { httpHeaders: { name: header } },
};

const TIMES = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'failureThreshold',
  'successThreshold',
];

/** A probe. */
export const probe = (field: string): Fields => ({
  ...ACTIONS,
  ...each(TIMES, count),
  successThreshold: (entry, tell, owner) => {
    const value = numberOf(entry.value);
    if (field !== 'readinessProbe' && value !== undefined && value > 1)
      tell(
        entry.key,
        `The \`successThreshold\` of a \`${field}\` is 1; only a \`readinessProbe\` may ask for more.`,
      );
    count(entry, tell, owner);
  },
  terminationGracePeriodSeconds: (entry, tell, owner) => {
    if (field === 'readinessProbe')
      tell(
        entry.key,
        'A `readinessProbe` ends no container, so it takes no `terminationGracePeriodSeconds`. Remove it.',
      );
    else atLeast(1)(entry, tell, owner);
  },
});

/** What a container does when it starts or stops. */
export const handler: Fields = {
  ...ACTIONS,
  [WHOLE]: (node, tell, place) => {
    const found = chosen(node, HANDLERS);
    if (found.length === 0 && hasOnly(node, HANDLERS))
      tell(place, `This hook does nothing. It needs ${oneOf(HANDLERS)}.`);
    else if (found[1]) tell(found[1].key, 'A hook does one thing, and this one does several. Keep one.');
  },
};
