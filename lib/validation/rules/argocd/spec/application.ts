import { nearest } from '@/lib/kubernetes';
import { at, entryOf, isMissing, itemsOf, type MapNode, scalarOf, stringOf } from '@/lib/yaml';
import { withoutSlashes } from '../../../engine/applications';
import { atLeast, chosen, hasOnly } from '../../refused/checks';
import { type Check, type Fields, isPlaceholder, type Tell, WHOLE } from '../../refused/walk';
import { isDuration } from './duration';

const FINALIZER = 'resources-finalizer.argocd.argoproj.io';
/** As pkg/apis/application/v1alpha1/application_defaults.go. */
const FINALIZERS = [
  FINALIZER,
  `${FINALIZER}/foreground`,
  `${FINALIZER}/background`,
  'pre-delete-finalizer.argocd.argoproj.io',
  'post-delete-finalizer.argocd.argoproj.io',
];

/** Finalizers of Argo CD; one that nobody removes keeps the Application from ever going away. */
export const finalizers: Check = ({ value }, tell) => {
  for (const item of itemsOf(value)) {
    const name = stringOf(item);
    if (name === undefined || !/argo/.test(name) || isPlaceholder(name)) continue;
    if (FINALIZERS.includes(name) || /^(?:pre|post)-delete-finalizer\.argocd\.argoproj\.io\//.test(name))
      continue;
    tell(
      item,
      `Argo CD has no finalizer \`${name}\`: nobody would ever remove it, so this Application could not be deleted. Write \`${FINALIZER}\`.`,
    );
  }
};

const IN_CLUSTER = 'https://kubernetes.default.svc';

const server: Check = ({ value }, tell) => {
  const address = stringOf(value);
  if (!address || isPlaceholder(address)) return;
  const bare = withoutSlashes(address);
  if (!/^https?:\/\//.test(address))
    tell(
      value,
      `A server is the address of a cluster, with \`https://\` in front. The cluster that Argo CD runs in is \`${IN_CLUSTER}\`; a cluster's name goes to \`name\`.`,
    );
  else if (bare !== IN_CLUSTER && /^https?:\/\/kubernetes\.default\b|^https?:\/\/kubernetes\.svc/.test(bare))
    tell(
      value,
      `Argo CD knows the cluster that it runs in as \`${IN_CLUSTER}\`, letter by letter; \`${address}\` is another one to it, and not there.`,
    );
};

/** As util/git and util/helm: an address, `user@host:path`, or a registry for a chart. */
const repoURL: Check = ({ value }, tell, owner) => {
  const url = stringOf(value);
  if (!url || isPlaceholder(url)) return;
  const web = /^(https?:\/\/[^/]+\/[^/]+\/[^/]+?)(?:\/-)?\/(?:tree|blob)\//.exec(url);
  if (/^\s|\s$/.test(url))
    tell(value, 'There is white space around this address, and Argo CD takes it as part of it. Remove it.');
  else if (web)
    tell(
      value,
      `This is the page of a folder, not a repository. Write \`${web[1]}.git\`, and the folder under \`path\`.`,
    );
  else if (
    isMissing(at(owner, 'chart')) &&
    !/^[a-z][a-z0-9+.-]*:\/\/|^[^/@\s]+@[^/:\s]+:/.test(url) &&
    /^[\w-]+(\.[\w-]+)+\//.test(url)
  )
    tell(value, `This address has no scheme, so Git takes it for a folder. Write \`https://${url}\`.`);
};

const source: Fields = {
  repoURL,
  [WHOLE]: (node, tell, place) => {
    if (
      !isMissing(at(node, 'chart')) &&
      isMissing(at(node, 'targetRevision')) &&
      hasOnly(node, ['chart', 'repoURL', 'helm', 'name', 'path', 'ref'])
    )
      tell(
        entryOf(node, 'chart')?.key ?? place,
        'A chart comes in versions, and Argo CD refuses one without `targetRevision`. Add it.',
      );
  },
  helm: {
    [WHOLE]: (node, tell) => {
      const [object, text] = [entryOf(node, 'valuesObject'), entryOf(node, 'values')];
      if (object?.value.kind === 'map' && text && scalarOf(text.value)?.text)
        tell(text.key, '`valuesObject` beside it wins, so these `values` do nothing. Keep one of the two.');
    },
  },
};

const jsonPointers: Check = ({ value }, tell) => {
  for (const item of itemsOf(value)) {
    const pointer = stringOf(item);
    if (pointer && !pointer.startsWith('/') && !isPlaceholder(pointer))
      tell(
        item,
        `A JSON pointer begins with a slash, and its steps are parted by slashes: \`/${pointer.replaceAll('.', '/')}\`. This one matches nothing.`,
      );
  }
};

/** A group of kinds stands without its version. */
export const group: Check = ({ value }, tell) => {
  const name = stringOf(value);
  if (!name || isPlaceholder(name)) return;
  if (name.includes('/'))
    tell(
      value,
      `A group stands without its version: \`${name.slice(0, name.indexOf('/'))}\`. As it is, this matches nothing.`,
    );
  else if (/^(?:v\d+((?:alpha|beta)\d+)?|core)$/.test(name))
    tell(
      value,
      `The group of Pods, Services and ConfigMaps has no name: write \`""\`. \`${name}\` matches nothing.`,
    );
};

const IGNORED = ['jsonPointers', 'jqPathExpressions', 'managedFieldsManagers'];

const ignoreDifferences: Fields = {
  group,
  jsonPointers,
  [WHOLE]: (node, tell, place) => {
    if (chosen(node, IGNORED).length === 0 && hasOnly(node, ['group', 'kind', 'name', 'namespace']))
      tell(
        place,
        'This does not say which fields to ignore, so it ignores none. Add `jsonPointers` or `jqPathExpressions`.',
      );
  },
};

const backoffTime: Check = ({ value }, tell) => {
  const text = stringOf(value);
  if (text && !isPlaceholder(text) && !/^\d+$/.test(text) && !isDuration(text))
    tell(
      value,
      `\`${text}\` is no duration that Argo CD reads: write \`5s\`, \`3m\` or \`1h30m\`. As it is, no sync is tried again.`,
    );
};

const options = (policy: MapNode) =>
  itemsOf(at(policy, 'syncOptions')).flatMap((item) => stringOf(item) ?? []);

function clash(policy: MapNode, tell: Tell) {
  const all = options(policy);
  for (const item of itemsOf(at(policy, 'syncOptions')))
    if (stringOf(item) === 'ServerSideApply=true' && all.includes('Replace=true'))
      tell(
        item,
        '`Replace=true` wins over `ServerSideApply=true`, which then does nothing. Keep one of the two.',
      );
  const metadata = entryOf(policy, 'managedNamespaceMetadata');
  if (metadata && !isMissing(metadata.value) && !all.includes('CreateNamespace=true'))
    tell(
      metadata.key,
      'This works with the sync option `CreateNamespace=true` only, and it is not there. Add it.',
    );
}

/** The `spec` of an Application. */
export const APPLICATION: Fields = {
  destination: {
    server,
    name: ({ value }, tell) => {
      const name = stringOf(value);
      if (
        name &&
        name !== 'in-cluster' &&
        (nearest(name, ['in-cluster']) !== undefined || /^https?:\/\//.test(name))
      )
        tell(
          value,
          /^http/.test(name)
            ? 'An address goes to `server`; a `name` is that of a cluster.'
            : `You probably mean \`in-cluster\`, the cluster that Argo CD runs in.`,
        );
    },
  },
  source,
  sources: source,
  ignoreDifferences,
  syncPolicy: {
    [WHOLE]: clash,
    retry: {
      limit: atLeast(-1),
      backoff: { duration: backoffTime, maxDuration: backoffTime, factor: atLeast(1) },
    },
  },
  [WHOLE]: (node, tell) => {
    const several = itemsOf(at(node, 'sources'));
    const one = entryOf(node, 'source');
    if (one?.value.kind === 'map' && several.length > 0)
      tell(
        one.key,
        'With `sources` beside it, Argo CD ignores `source`. Move it into the list, or remove one of the two.',
      );
    const refs = several.flatMap((item) => stringOf(at(item, 'ref')) ?? []);
    for (const item of several.length ? several : one ? [one.value] : [])
      for (const file of itemsOf(at(item, 'helm', 'valueFiles'))) {
        const ref = /^\$([\w-]+)\//.exec(stringOf(file) ?? '')?.[1];
        if (ref !== undefined && !refs.includes(ref))
          tell(
            file,
            `No source has \`ref: ${ref}\`, so Argo CD does not find this file. Add it to the source that holds the file.`,
          );
      }
  },
};
