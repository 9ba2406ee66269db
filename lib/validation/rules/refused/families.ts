import { at, itemsOf, scalarOf, stringOf } from '@/lib/yaml';
import { repeated, textsIn } from './admission';
import { addressOf } from './ip';
import type { Fields } from './walk';

const BITS: Readonly<Record<string, number>> = { IPv4: 32, IPv6: 128 };

/** The families of a Service's addresses. As core/validation, ValidateServiceClusterIPsRelatedFields. */
export const FAMILIES: Fields = {
  ipFamilies: ({ key, value }, tell, owner) => {
    const families = textsIn(value);
    const address = addressOf(stringOf(at(owner, 'clusterIP')) ?? '');
    const [first] = families;
    for (const one of repeated(families)) tell(one, `\`${one.text}\` stands there already. Remove it.`);
    if (families.length > 1 && stringOf(at(owner, 'ipFamilyPolicy')) === 'SingleStack')
      tell(
        key,
        'With `ipFamilyPolicy: SingleStack` a Service has one family. Keep one, or write `PreferDualStack`.',
      );
    else if (first && address && Object.hasOwn(BITS, first.text) && BITS[first.text] !== address.bits)
      tell(first, `The \`clusterIP\` is no ${first.text} address. Name its family first.`);
  },
  clusterIPs: ({ value }, tell, owner) => {
    const own = stringOf(at(owner, 'clusterIP'));
    const first = scalarOf(itemsOf(value)[0]);
    if (own && first && first.text !== own)
      tell(
        first,
        `The first of the \`clusterIPs\` is the \`clusterIP\`, \`${own}\`. Write that, or remove one of the two fields.`,
      );
  },
};
