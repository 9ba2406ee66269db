import { at, entryOf, isMissing, itemsOf, scalarOf, stringOf, type YamlNode } from '@/lib/yaml';
import { repeated } from './admission';
import { withinPod } from './resources';
import { isPlaceholder, numberOf, type Tell } from './walk';

const GRACE_SECONDS = 30;
const isOn = (spec: YamlNode, field: string) => scalarOf(at(spec, field))?.value === true;

/** What the parts of a Pod's spec say of each other. */
export function wholePod(spec: YamlNode, tell: Tell) {
  const claims = itemsOf(at(spec, 'resourceClaims')).map((claim) => stringOf(at(claim, 'name')));
  const grace = at(spec, 'terminationGracePeriodSeconds');
  const seconds = isMissing(grace) ? GRACE_SECONDS : numberOf(grace);
  for (const list of ['initContainers', 'containers'])
    for (const container of itemsOf(at(spec, list))) {
      withinPod(container, spec, tell);
      sleeps(container, seconds, tell);
      devices(container, tell);
      const signal = entryOf(at(container, 'lifecycle'), 'stopSignal');
      if (signal && !isMissing(signal.value) && isMissing(at(spec, 'os', 'name')))
        tell(
          signal.key,
          'Signals differ between systems, so this asks for `os.name` in the Pod. Add `os: {name: linux}`.',
        );
      for (const claim of itemsOf(at(container, 'resources', 'claims'))) {
        const name = scalarOf(at(claim, 'name'));
        if (name?.text && !claims.includes(name.text) && !isPlaceholder(name.text))
          tell(name, `The Pod has no claim \`${name.text}\`. Add it under \`resourceClaims\` of the Pod.`);
      }
    }
  gates(spec, tell);
  users(spec, tell);
  kernel(spec, tell);
}

/** As core/validation, validateSleepAction. */
function sleeps(container: YamlNode, grace: number | undefined, tell: Tell) {
  for (const hook of ['preStop', 'postStart']) {
    const node = at(container, 'lifecycle', hook, 'sleep', 'seconds');
    const seconds = numberOf(node);
    if (node && seconds !== undefined && seconds < 0) tell(node, 'One cannot sleep for less than 0 seconds.');
    else if (node && seconds !== undefined && grace !== undefined && seconds > grace)
      tell(
        node,
        `This sleeps for longer than the ${grace} seconds that a Pod has to end, so the API server refuses it. Raise \`terminationGracePeriodSeconds\` of the Pod.`,
      );
  }
}

/** A path is a mount or a device. As core/validation, ValidateVolumeDevices. */
function devices(container: YamlNode, tell: Tell) {
  const mounted = itemsOf(at(container, 'volumeMounts')).map((mount) => stringOf(at(mount, 'mountPath')));
  for (const device of itemsOf(at(container, 'volumeDevices'))) {
    const path = scalarOf(at(device, 'devicePath'));
    if (path?.text && mounted.includes(path.text))
      tell(path, 'A volume is mounted at this path already. Choose another.');
  }
}

/** As core/validation, validateSchedulingGates. */
function gates(spec: YamlNode, tell: Tell) {
  const names = itemsOf(at(spec, 'schedulingGates')).flatMap((gate) => scalarOf(at(gate, 'name')) ?? []);
  for (const name of repeated(names)) tell(name, `\`${name.text}\` stands there already. Remove it.`);
  const node = entryOf(spec, 'nodeName');
  if (node && names.length > 0 && !isMissing(node.value))
    tell(
      node.key,
      'A Pod with `schedulingGates` waits before it gets a node, so it takes no `nodeName`. Remove one of the two.',
    );
}

/** As core/validation, validateHostUsers and ValidateSecurityContext. */
function users(spec: YamlNode, tell: Tell) {
  const own = scalarOf(at(spec, 'hostUsers'))?.value === false;
  for (const field of own ? ['hostNetwork', 'hostPID', 'hostIPC'] : []) {
    const key = isOn(spec, field) ? entryOf(spec, field)?.key : undefined;
    if (key)
      tell(
        key,
        `With \`hostUsers: false\` the Pod has users of its own, and does not share what belongs to the node: the API server refuses \`${field}\` beside it. Remove one of the two.`,
      );
  }
  for (const list of ['initContainers', 'containers'])
    for (const container of itemsOf(at(spec, list))) {
      const mount = scalarOf(at(container, 'securityContext', 'procMount'));
      if (!own && mount?.text === 'Unmasked')
        tell(
          mount,
          'A container sees the whole of `/proc` only in a Pod with users of its own. Add `hostUsers: false` to the Pod, or write `Default`.',
        );
    }
}

const KERNEL = /^[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?(?:[./][a-z0-9](?:[-_a-z0-9]*[a-z0-9])?)*$/;

/** As core/validation, validateSysctls and validateHostNetwork. */
function kernel(spec: YamlNode, tell: Tell) {
  const names = itemsOf(at(spec, 'securityContext', 'sysctls')).flatMap(
    (one) => scalarOf(at(one, 'name')) ?? [],
  );
  for (const name of repeated(names)) tell(name, `\`${name.text}\` stands there already. Remove it.`);
  for (const name of names) {
    if (name.text !== '' && !isPlaceholder(name.text) && !KERNEL.test(name.text))
      tell(name, `\`${name.text}\` is no setting of the kernel: write it as \`net.core.somaxconn\`.`);
    else if (/^net[./]/.test(name.text) && isOn(spec, 'hostNetwork'))
      tell(
        name,
        `With \`hostNetwork\` the network is the node's, so the API server refuses \`${name.text}\` here. Remove one of the two.`,
      );
    else if (/^(?:kernel[./](?:shm|msg|sem)|fs[./]mqueue[./])/.test(name.text) && isOn(spec, 'hostIPC'))
      tell(
        name,
        `With \`hostIPC\` this belongs to the node, so the API server refuses \`${name.text}\` here. Remove one of the two.`,
      );
  }
}
