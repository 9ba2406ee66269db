import { amountOf } from '@/lib/kubernetes';
import { at, entriesOf, entryOf, isMissing, itemsOf, type MapNode, scalarOf, stringOf } from '@/lib/yaml';
import { DOMAIN } from './addresses';
import { absolute, between, filled, formed, hasOnly, isEmptyList, oneOf, withoutBacksteps } from './checks';
import { limitsTogether, QUOTA } from './quota';
import { type Check, type Fields, isPlaceholder, type Tell, WHOLE } from './walk';

/** The keys that a Secret of a type has to have. As core/validation, ValidateSecret. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};

function secret(node: MapNode, tell: Tell) {
  const type = scalarOf(at(node, 'type'));
  if (!type) return;
  const has = (key: string) => ['data', 'stringData'].some((field) => entryOf(at(node, field), key));
  const needed = Object.hasOwn(NEEDED, type.text) ? (NEEDED[type.text] ?? []) : [];
  const missing = needed.filter((key) => !has(key));
  if (missing.length > 0)
    tell(
      type,
      `A Secret of the type \`${type.text}\` has the key${missing.length > 1 ? 's' : ''} ${missing.map((key) => `\`${key}\``).join(' and ')}, and this one has not, so the API server refuses it. Add what is missing, or remove the type.`,
    );
  if (type.text === 'kubernetes.io/basic-auth' && !has('username') && !has('password'))
    tell(
      type,
      `A Secret of the type \`${type.text}\` has a \`username\` or a \`password\`. Add one, or remove the type.`,
    );
  if (
    type.text === 'kubernetes.io/service-account-token' &&
    isMissing(at(node, 'metadata', 'annotations', 'kubernetes.io/service-account.name'))
  )
    tell(
      type,
      'The token of a ServiceAccount says whose it is, in the annotation `kubernetes.io/service-account.name`. Add it.',
    );
  const config = scalarOf(at(node, 'stringData', '.dockerconfigjson'));
  if (typeof config?.value === 'string' && !/\{\{|\$/.test(config.value) && !isJson(config.value))
    tell(config, 'This is no JSON, so the API server refuses the Secret.');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // A SyntaxError is how it says no.
    return false;
  }
}

/** A key stands in one of the two. As core/validation, ValidateConfigMap. */
function bothData(node: MapNode, tell: Tell) {
  for (const { key } of entriesOf(at(node, 'binaryData')))
    if (entryOf(at(node, 'data'), key.text))
      tell(
        key,
        `\`${key.text}\` stands under \`data\` already, and the API server refuses a key in both. Rename one.`,
      );
}

const storage: Check = ({ value }, tell) => {
  const amount = amountOf(scalarOf(value)?.text ?? '');
  if (amount !== undefined && amount <= 0)
    tell(value, 'This is no space at all. Ask for an amount such as `1Gi`.');
  else if (amount !== undefined && amount < 1024)
    tell(value, `\`${scalarOf(value)?.text}\` is counted in bytes. Write a unit, such as \`Gi\`.`);
};

const accessModes: Check = ({ key, value }, tell) => {
  const modes = itemsOf(value).flatMap((item) => stringOf(item) ?? []);
  if (modes.length > 1 && modes.includes('ReadWriteOncePod'))
    tell(key, '`ReadWriteOncePod` stands alone: the API server refuses other modes beside it.');
};

/** Without a group the API server looks for the kind among those of `v1`. As core/validation, validateDataSource. */
const dataSource: Fields = {
  [WHOLE]: (node, tell, place) => {
    const kind = scalarOf(at(node, 'kind'));
    const group = scalarOf(at(node, 'apiGroup'));
    if (!kind?.text || group?.text || kind.text === 'PersistentVolumeClaim' || isPlaceholder(kind.text))
      return;
    const meant = kind.text === 'VolumeSnapshot' ? 'snapshot.storage.k8s.io' : undefined;
    if (hasOnly(node, ['apiGroup', 'kind', 'name', 'namespace']))
      tell(
        group ?? place,
        `Without a group only a PersistentVolumeClaim is a source, so the API server refuses a ${kind.text}. Add ${meant ? `\`apiGroup: ${meant}\`` : 'its `apiGroup`'}.`,
      );
  },
};

/** A claim. As core/validation, ValidatePersistentVolumeClaimSpec. */
export const CLAIM: Fields = {
  dataSource,
  dataSourceRef: dataSource,
  accessModes,
  resources: { requests: { storage } },
};

const VOLUME_SETTINGS =
  'accessModes capacity claimRef mountOptions nodeAffinity persistentVolumeReclaimPolicy storageClassName volumeAttributesClassName volumeMode'.split(
    ' ',
  );

/** As core/validation, ValidatePersistentVolumeSpec. */
const VOLUME: Fields = {
  accessModes,
  capacity: (entry, tell) => {
    for (const { key } of entriesOf(entry.value))
      if (key.text !== 'storage')
        tell(key, `A volume holds \`storage\`, and the API server refuses \`${key.text}\` here. Remove it.`);
    const size = entryOf(entry.value, 'storage');
    if (size && entry.value.kind === 'map') storage(size, tell, entry.value);
  },
  nfs: { server: filled, path: absolute },
  hostPath: { path: withoutBacksteps },
  local: { path: withoutBacksteps },
  csi: { driver: formed(DOMAIN, 'name of a driver, such as `csi.example.com`'), volumeHandle: filled },
  nodeAffinity: {
    [WHOLE]: (node, tell, place) => {
      if (node.entries.length === 0)
        tell(place, 'This does not say on which nodes the volume is. Add `required`.');
    },
  },
  [WHOLE]: (node, tell, place) => {
    const need = (field: string, what: string) => {
      if (isMissing(at(node, field))) tell(place, `This volume does not say ${what}. Add \`${field}\`.`);
    };
    need('capacity', 'how much it holds');
    need('accessModes', 'how it is used');
    const sources = node.entries.filter(
      ({ key, value }) => !VOLUME_SETTINGS.includes(key.text) && !isMissing(value),
    );
    // As core/validation, "Local volume requires node affinity".
    const local = sources.find(({ key }) => key.text === 'local');
    if (local && isMissing(at(node, 'nodeAffinity')))
      tell(local.key, 'This does not say on which node the volume lies. Add `nodeAffinity` beside it.');
    if (sources.length === 0)
      tell(place, 'This volume lies nowhere. Add where it is, such as `hostPath`, `nfs` or `csi`.');
    else if (sources[1])
      tell(sources[1].key, 'A volume lies in one place, and this one in several. Keep one.');
  },
};

/** As scheduling/validation, ValidatePriorityClass. */
const PRIORITY: Fields = {
  value: between(-2_147_483_648, 1_000_000_000),
  metadata: {
    name: ({ value }, tell) => {
      if (stringOf(value)?.startsWith('system-'))
        tell(
          value,
          'Names that begin with `system-` are for the classes of Kubernetes itself. Choose another.',
        );
    },
  },
};

/** As core/validation, ValidateLimitRange: `min`, `defaultRequest`, `default` and `max` rise. */
const RISING = ['min', 'defaultRequest', 'default', 'max'];

const limit: Fields = {
  type: ({ value }, tell) => {
    const type = stringOf(value);
    const known = ['Container', 'Pod', 'PersistentVolumeClaim'];
    if (type && !known.includes(type) && !type.includes('/') && !isPlaceholder(type))
      tell(value, `There is no limit of the type \`${type}\`. There are ${oneOf(known)}.`);
  },
  [WHOLE]: (node, tell) => {
    for (const [i, upper] of RISING.entries())
      for (const lower of RISING.slice(0, i))
        for (const { key, value } of entriesOf(at(node, lower))) {
          const less = amountOf(scalarOf(value)?.text ?? '');
          const other = scalarOf(at(node, upper, key.text));
          const more = amountOf(other?.text ?? '');
          if (less !== undefined && more !== undefined && less > more)
            tell(key, `The \`${lower}\` of ${key.text} is above its \`${upper}\`, \`${other?.text}\`.`);
        }
    if (stringOf(at(node, 'type')) === 'Pod')
      for (const field of ['default', 'defaultRequest']) {
        const entry = entryOf(node, field);
        if (entry && !isMissing(entry.value))
          tell(entry.key, `Only containers have a \`${field}\`; a limit of the type \`Pod\` takes none.`);
      }
  },
};

const storageClass: Fields = {
  provisioner: (entry, tell, owner) => {
    filled(entry, tell, owner);
    formed(PROVISIONER, 'name of a provisioner, such as `ebs.csi.aws.com`')(entry, tell, owner);
  },
  allowedTopologies: {
    matchLabelExpressions: {
      values: ({ key, value }, tell) => {
        if (isEmptyList(value)) tell(key, 'Here is no value, and the API server asks for one at least.');
      },
    },
  },
  reclaimPolicy: ({ value }, tell) => {
    if (stringOf(value) === 'Recycle')
      tell(value, 'A StorageClass takes `Delete` or `Retain`; the API server refuses `Recycle`.');
  },
};

/** As storage/validation, validateProvisioner: a domain, and a path if one likes. */
const PROVISIONER = /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?([a-zA-Z0-9][-a-zA-Z0-9_.]*)?[a-zA-Z0-9]$/i;

export const CONFIG: Readonly<Record<string, Fields>> = {
  'v1/ConfigMap': { [WHOLE]: bothData },
  'v1/Secret': { [WHOLE]: secret },
  'v1/PersistentVolumeClaim': { spec: CLAIM },
  'v1/PersistentVolume': { spec: VOLUME },
  'v1/LimitRange': {
    spec: { limits: limit, [WHOLE]: (node, tell) => limitsTogether(at(node, 'limits'), tell) },
  },
  'v1/ResourceQuota': { spec: QUOTA },
  'scheduling.k8s.io/v1/PriorityClass': PRIORITY,
  'storage.k8s.io/v1/StorageClass': storageClass,
};
