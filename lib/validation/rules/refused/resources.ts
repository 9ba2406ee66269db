import { amountOf } from '@/lib/kubernetes';
import { at, type Entry, entriesOf, entryOf, scalarOf, type YamlNode } from '@/lib/yaml';
import { oneOf } from './checks';
import type { Check, Tell } from './walk';

/** As apis/core/helper, IsStandardContainerResourceName. */
const STANDARD = /^(?:cpu|memory|ephemeral-storage|hugepages-.+)$/;
const HUGE = /^hugepages-./;

/** `nvidia.com/gpu`: one slash, with something after it, and a dot before it. */
function hasDomain(name: string): boolean {
  const [domain = '', rest, ...more] = name.split('/');
  return domain.includes('.') && !!rest && more.length === 0;
}

/** As apis/core/helper, IsExtendedResourceName: whole devices, which nobody shares. */
const isDevice = (name: string) => hasDomain(name) && !/kubernetes\.io\/|^requests\./.test(name);

const amount = (node: YamlNode | undefined) => amountOf(scalarOf(node)?.text ?? '');

function* amounts(resources: Entry): Generator<Entry> {
  for (const field of ['requests', 'limits']) yield* entriesOf(at(resources.value, field));
}

/** As core/validation, validateContainerResourceName and ValidateResourceRequirements. */
export const resources: Check = (entry, tell) => {
  for (const { key, value } of amounts(entry)) {
    const size = amount(value);
    if (!STANDARD.test(key.text) && !hasDomain(key.text))
      tell(
        key,
        `\`${key.text}\` is no resource of a container. There are \`cpu\`, \`memory\` and \`ephemeral-storage\`; others have a domain in front, such as \`nvidia.com/gpu\`.`,
      );
    else if (size !== undefined && size < 0) tell(value, `An amount of ${key.text} cannot be less than 0.`);
    else if (size !== undefined && !Number.isInteger(size) && isDevice(key.text))
      tell(value, `\`${key.text}\` is counted in whole ones. Write a whole number.`);
  }
  belowLimits(entry, tell);
  const huge = [...amounts(entry)].find(({ key }) => HUGE.test(key.text));
  if (huge && ![...amounts(entry)].some(({ key }) => key.text === 'cpu' || key.text === 'memory'))
    tell(huge.key, 'Huge pages go with `cpu` or `memory` only. Add one of them.');
};

function belowLimits(entry: Entry, tell: Tell) {
  for (const { key, value } of entriesOf(at(entry.value, 'requests'))) {
    const wanted = amount(value);
    const limit = scalarOf(at(entry.value, 'limits', key.text));
    const most = amount(limit);
    const exact = isDevice(key.text) || HUGE.test(key.text);
    if (exact && !limit)
      tell(
        key,
        `${key.text} cannot be lent out twice, so what is asked for is the limit as well. Write it under \`limits\`.`,
      );
    else if (wanted === undefined || most === undefined) continue;
    else if (wanted > most)
      tell(key, `The request of ${key.text} is above its limit, \`${limit?.text}\`, so the Pod is refused.`);
    else if (exact && wanted < most)
      tell(
        key,
        `The request of ${key.text} is the same as its limit, \`${limit?.text}\`, or the Pod is refused. Remove the request.`,
      );
  }
}

/** As core/validation, validatePodResourceName: what a Pod as a whole may ask for. */
const OF_PODS = /^(?:cpu|memory|hugepages-.+)$/;

/** The resources of a Pod as a whole. */
export const podResources: Check = (entry, tell) => {
  for (const { key } of amounts(entry))
    if (!OF_PODS.test(key.text))
      tell(
        key,
        `A Pod as a whole has ${oneOf(['cpu', 'memory'])} and huge pages, but no \`${key.text}\`. Give it to a container.`,
      );
  belowLimits(entry, tell);
};

/** No container may have more than its Pod. As core/validation, validatePodResourceConsistency. */
export function withinPod(container: YamlNode, spec: YamlNode, tell: Tell) {
  for (const { key, value } of entriesOf(at(container, 'resources', 'limits'))) {
    const limit = entryOf(at(spec, 'resources', 'limits'), key.text);
    const own = amount(value);
    const most = amount(limit?.value);
    if (own !== undefined && most !== undefined && own > most)
      tell(
        key,
        `The limit of ${key.text} is above that of the whole Pod, \`${scalarOf(limit?.value)?.text}\`, so the Pod is refused.`,
      );
  }
}
