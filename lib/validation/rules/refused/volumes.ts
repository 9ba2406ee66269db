import { amountOf } from '@/lib/kubernetes';
import { at, entryOf, isMissing, itemsOf, type MapNode, scalarOf, stringOf } from '@/lib/yaml';
import { DOMAIN } from './addresses';
import { repeated } from './admission';
import {
  absolute,
  between,
  chosen,
  descending,
  filled,
  formed,
  hasOnly,
  isEmptyList,
  oneOf,
  withoutBacksteps,
} from './checks';
import { CLAIM } from './config';
import { named, resource } from './container';
import { type Check, type Fields, isPlaceholder, numberOf, type Tell, WHOLE } from './walk';

/** As core/validation, ValidateConfigMapVolumeSource: the mode of a file, 0 to 0777. */
const mode: Check = ({ value }, tell) => {
  const number = numberOf(value);
  if (number === undefined || (number >= 0 && number <= 0o777)) return;
  const text = scalarOf(value)?.text ?? '';
  const octal = /^[0-7]{3,4}$/.test(text)
    ? ` Write it with a zero in front: 0${text.replace(/^0/, '')}.`
    : '';
  tell(value, `\`${text}\` is no mode of a file: modes run from 0 to 0777.${octal}`);
};

const items: Fields = { key: filled, path: descending, mode };

/** As core/validation, volumeDownwardAPIFieldPathExpressions. */
const FIELDS = /^metadata\.(?:name|namespace|uid|(?:labels|annotations)(?:\['[^']+'\])?)$/;

const fieldPath: Check = ({ value }, tell) => {
  const path = stringOf(value);
  if (path !== undefined && !FIELDS.test(path))
    tell(
      value,
      `A volume cannot show \`${path}\`: it shows fields of \`metadata\`. As a variable it may be possible.`,
    );
};

const downward: Fields = {
  path: descending,
  mode,
  fieldRef: { fieldPath },
  resourceFieldRef: {
    resource,
    [WHOLE]: (node, tell, place) => {
      if (isMissing(at(node, 'containerName')) && hasOnly(node, ['resource', 'divisor']))
        tell(place, 'A volume has to say whose resource it shows. Add `containerName`.');
    },
  },
  [WHOLE]: (node, tell, place) => {
    const found = chosen(node, ['fieldRef', 'resourceFieldRef']);
    if (found.length === 0 && hasOnly(node, ['path', 'mode']))
      tell(place, 'This file has no content. Add a `fieldRef` or a `resourceFieldRef`.');
    else if (found[1])
      tell(found[1].key, 'A file shows one thing, and this one shows two. Make two files of it.');
  },
};

const SOURCES = [
  'configMap',
  'secret',
  'downwardAPI',
  'serviceAccountToken',
  'clusterTrustBundle',
  'podCertificate',
];

const size: Check = ({ key, value }, tell) => {
  const amount = amountOf(scalarOf(value)?.text ?? '');
  if (amount !== undefined && amount < 0) tell(value, `\`${key.text}\` cannot be less than 0.`);
};

/** As pkg/volume/emptydir/empty_dir.go: the kubelet knows no others. */
const medium: Check = ({ value }, tell) => {
  const name = stringOf(value);
  if (name && name !== 'Memory' && !/^HugePages(?:-|$)/.test(name) && !isPlaceholder(name))
    tell(
      value,
      `The kubelet knows no medium \`${name}\`, so the Pod does not start. Write \`Memory\`, or leave the line out.`,
    );
};

/** A claim that each Pod makes for itself. */
const ephemeral: Fields = {
  volumeClaimTemplate: { spec: CLAIM },
  [WHOLE]: (node, tell, place) => {
    const template = entryOf(node, 'volumeClaimTemplate');
    const spec = at(template?.value, 'spec');
    if (!template && hasOnly(node, []))
      tell(place, 'This volume does not say what it claims. Add `volumeClaimTemplate`.');
    else if (spec?.kind === 'map' && isEmptyList(at(spec, 'accessModes')))
      tell(
        entryOf(template?.value, 'spec')?.key ?? place,
        'This claim has no `accessModes`, so the API server refuses it. `[ReadWriteOnce]` is the usual one.',
      );
    else if (spec?.kind === 'map' && isMissing(at(spec, 'resources', 'requests', 'storage')))
      tell(
        entryOf(template?.value, 'spec')?.key ?? place,
        'This claim does not say how much it wants, so the API server refuses it. Add `resources.requests.storage`.',
      );
  },
};

/** Two sources cannot write one file. As core/validation, validateProjectionSources. */
function samePath(node: MapNode, tell: Tell) {
  const paths = itemsOf(at(node, 'sources')).flatMap((source) =>
    ['configMap', 'secret', 'downwardAPI'].flatMap((kind) =>
      itemsOf(at(source, kind, 'items')).flatMap((item) => scalarOf(at(item, 'path')) ?? []),
    ),
  );
  for (const path of repeated(paths))
    tell(path, `Another source has a file \`${path.text}\` already. Give one of them another path.`);
}

const configMap: Fields = { [WHOLE]: named, items, defaultMode: mode };

export const VOLUME: Fields = {
  configMap,
  secret: {
    items,
    defaultMode: mode,
    [WHOLE]: (node, tell, place) => {
      const entry = entryOf(node, 'secretName');
      // `name` instead of it is reported as an unknown field.
      if (entry ? !scalarOf(entry.value)?.text : hasOnly(node, ['items', 'defaultMode', 'optional']))
        tell(
          entry?.key ?? place,
          'This volume names no Secret, so the API server refuses it. Add `secretName`.',
        );
    },
  },
  emptyDir: { sizeLimit: size, medium },
  hostPath: {
    path: (entry, tell, owner) => {
      filled(entry, tell, owner);
      withoutBacksteps(entry, tell, owner);
    },
  },
  persistentVolumeClaim: { claimName: filled },
  nfs: { server: filled, path: absolute },
  csi: {
    driver: formed(DOMAIN, 'name of a driver, such as `csi.example.com`'),
    nodePublishSecretRef: { [WHOLE]: named },
  },
  image: {
    [WHOLE]: (node, tell, place) => {
      if (!scalarOf(at(node, 'reference'))?.text && hasOnly(node, ['pullPolicy', 'reference']))
        tell(place, 'This volume does not say which image it shows. Add `reference`.');
    },
  },
  ephemeral: ephemeral,
  downwardAPI: { items: downward, defaultMode: mode },
  projected: {
    defaultMode: mode,
    [WHOLE]: samePath,
    sources: {
      configMap: { [WHOLE]: named, items },
      secret: { [WHOLE]: named, items },
      downwardAPI: { items: downward },
      serviceAccountToken: { path: descending, expirationSeconds: between(600, 4_294_967_296) },
      [WHOLE]: (node, tell, place) => {
        const found = chosen(node, SOURCES);
        if (found.length === 0 && hasOnly(node, SOURCES))
          tell(place, `This source is empty. It needs one of ${oneOf(SOURCES.slice(0, 4))}.`);
        else if (found[1]) tell(found[1].key, 'An entry of `sources` is one source. Make two entries of it.');
      },
    },
  },
};
