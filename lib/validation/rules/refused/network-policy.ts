import { at, type Entry, entryOf, isMissing, itemsOf, stringOf } from '@/lib/yaml';
import { everyItem, portName, RANGE } from './addresses';
import { chosen, filled, formed } from './checks';
import { isWithin, rangeOf } from './ip';
import { SELECTOR } from './scheduling';
import { type Check, type Fields, numberOf, type Tell, WHOLE } from './walk';

const BLOCK = 'range of addresses such as `10.0.0.0/8`';

/** As networking/validation, ValidateIPBlock. */
const except: Check = (entry, tell, owner) => {
  everyItem(RANGE, BLOCK)(entry, tell, owner);
  const whole = stringOf(at(owner, 'cidr')) ?? '';
  const block = rangeOf(whole);
  for (const item of block ? itemsOf(entry.value) : []) {
    const text = stringOf(item) ?? '';
    const part = rangeOf(text);
    if (!block || !part || (isWithin(part, block) && part.length > block.length)) continue;
    tell(
      item,
      `\`except\` takes addresses out of the \`cidr\`, \`${whole}\`, and \`${text}\` ${
        isWithin(block, part) ? 'leaves none of it' : 'is not in it'
      }, so the API server refuses it. Write a smaller range that lies within.`,
    );
  }
};

const PEER: Fields = {
  podSelector: SELECTOR,
  namespaceSelector: SELECTOR,
  ipBlock: {
    cidr: (entry, tell, owner) => {
      filled(entry, tell, owner);
      formed(RANGE, BLOCK)(entry, tell, owner);
    },
    except,
  },
  [WHOLE]: (node, tell, place) => {
    const block = entryOf(node, 'ipBlock');
    const selectors = chosen(node, ['podSelector', 'namespaceSelector']);
    if (block && !isMissing(block.value) && selectors[0])
      tell(
        block.key,
        'An `ipBlock` stands alone: addresses are not selected by labels. Make two entries of it.',
      );
    else if (node.entries.length === 0)
      tell(place, 'This entry names nobody. Write `podSelector: {}` for all Pods of the namespace.');
  },
};

const PORTS: Fields = {
  port: portNumberOrName,
  endPort: (entry, tell, owner) => {
    const last = numberOf(entry.value);
    const first = numberOf(at(owner, 'port'));
    if (last === undefined) return;
    if (first === undefined)
      tell(entry.key, '`endPort` ends a range that begins with a number in `port`. Add that.');
    else if (last > 65_535) tell(entry.value, `${last} is no port: ports run from 1 to 65535.`);
    else if (last < first) tell(entry.key, `\`endPort\` is ${last}, less than \`port\`, which is ${first}.`);
  },
};

function portNumberOrName(entry: Entry, tell: Tell) {
  portName(entry, tell);
  const number = numberOf(entry.value);
  if (number !== undefined && (number < 1 || number > 65_535))
    tell(entry.value, `${number} is no port: ports run from 1 to 65535.`);
}

/** A NetworkPolicy. */
export const NETWORK_POLICY: Fields = {
  podSelector: SELECTOR,
  ingress: { from: PEER, ports: PORTS },
  egress: { to: PEER, ports: PORTS },
};
