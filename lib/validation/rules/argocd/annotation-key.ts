import { nearest } from '@/lib/kubernetes';
import { at, type Entry, entriesOf } from '@/lib/yaml';
import { type Finding, one, type Rule } from '../../engine/rule';
import { COMPARE_OPTIONS, DELETE_POLICY, HOOK, SYNC_OPTIONS, SYNC_WAVE } from './annotations';
import { annotated, SYNC_DOCS } from './examples';

const DOMAIN = 'argocd.argoproj.io';
const PREFIX = `${DOMAIN}/`;
/** Annotations that people write. As argo-cd common/common.go and gitops-engine/pkg/sync/common/types.go. */
const WRITTEN = [
  HOOK,
  DELETE_POLICY,
  SYNC_WAVE,
  SYNC_OPTIONS,
  COMPARE_OPTIONS,
  ...[
    'ignore-healthcheck',
    'ignore-restart-policy',
    'ignore-default-links',
    'ignore-resource-updates',
    'manifest-generate-paths',
    'skip-reconcile',
    'refresh',
    'managed-by-url',
  ].map((name) => PREFIX + name),
];
const KNOWN = new Set([
  ...WRITTEN,
  ...[
    'tracking-id',
    'installation-id',
    'hydrate',
    'hydrate-timestamp',
    'refresh-timestamp',
    'manifest-max-size',
    'deletion-approved',
    'deletion-timestamp',
    'managed-by',
    'application-set-refresh',
    'hook-finalizer',
    'primary-url',
    'kubeVersion',
    'kubernetes-version',
    'client-side-apply-migration-manager',
    'auto-label-cluster-info',
    'app-name',
    'rollback-revision',
    'secret-type',
  ].map((name) => PREFIX + name),
]);

/** Names that do not exist, and what people mean by them. */
const MEANT: Readonly<Record<string, string>> = {
  'hook-weight': SYNC_WAVE,
  wave: SYNC_WAVE,
  weight: SYNC_WAVE,
  'sync-order': SYNC_WAVE,
  'hook-wave': SYNC_WAVE,
  'hook-policy': DELETE_POLICY,
  'delete-policy': DELETE_POLICY,
  'hook-deletion': DELETE_POLICY,
  'hook-delete': DELETE_POLICY,
  'hook-type': HOOK,
  'hook-phase': HOOK,
  'sync-hook': HOOK,
  'sync-phase': HOOK,
  phase: HOOK,
  options: SYNC_OPTIONS,
  'ignore-health': `${PREFIX}ignore-healthcheck`,
  'ignore-differences': COMPARE_OPTIONS,
  'skip-reconciliation': `${PREFIX}skip-reconcile`,
  'generate-paths': `${PREFIX}manifest-generate-paths`,
};

/** Keys that, without any domain, are meant for Argo CD. */
const BARE = new Set(
  [HOOK, DELETE_POLICY, SYNC_WAVE, SYNC_OPTIONS, COMPARE_OPTIONS].map((key) => key.slice(PREFIX.length)),
);

export const annotationKey: Rule = {
  id: 'argocd-annotation-key',
  severity: 'error',
  title: 'Argo CD knows no annotation of this name',
  why: 'Argo CD looks for a few keys, all beginning with `argocd.argoproj.io/`, letter by letter. Any other key is a note for people: nothing reads it, and nothing tells you.',
  failing: one(annotated('argocd.argoproj.io/hooks: PreSync')),
  passing: one(annotated('argocd.argoproj.io/hook: PreSync')),
  source: [
    SYNC_DOCS,
    {
      title: 'Argo CD, annotations and labels',
      url: 'https://argo-cd.readthedocs.io/en/stable/user-guide/annotations-and-labels/',
    },
  ],
  keys: ['annotations'],
  *object(object): Generator<Finding> {
    for (const { key } of entriesOf(at(object.root, 'metadata', 'annotations'))) {
      if (KNOWN.has(key.text)) continue;
      const meant = meantBy(key.text);
      if (meant !== undefined) yield misspelt(key, meant);
      else if (key.text.startsWith(PREFIX))
        yield {
          start: key.start,
          end: key.end,
          severity: 'warning',
          message: `Argo CD knows no annotation \`${key.text}\`, so it does nothing. Look at its spelling.`,
        };
    }
  },
};

function misspelt(key: Entry['key'], meant: string): Finding {
  const { start, end } = key;
  return {
    start,
    end,
    message: `Argo CD knows no annotation \`${key.text}\`, so it does nothing. You probably mean \`${meant}\`.`,
    fixes: [{ title: `Change to ${meant}`, reveals: true, edits: [{ start, end, text: meant }] }],
  };
}

/** The annotation that was probably meant: by a domain that is nearly the right one, or by none. */
function meantBy(key: string): string | undefined {
  const cut = key.indexOf('/');
  if (cut === -1) {
    const name = key.startsWith(DOMAIN) ? key.slice(DOMAIN.length + 1) : key;
    return BARE.has(name) ? PREFIX + name : undefined;
  }
  const domain = key.slice(0, cut);
  const name = key.slice(cut + 1);
  if (!isNearDomain(domain)) return undefined;
  if (Object.hasOwn(MEANT, name)) return MEANT[name];
  const letters = plain(name);
  return (
    WRITTEN.find((known) => plain(known.slice(PREFIX.length)) === letters) ?? nearest(PREFIX + name, WRITTEN)
  );
}

const plain = (name: string) => name.toLowerCase().replace(/[^a-z]/g, '');

/** `argoproj.io`, `argocd.io`, `argo-cd.argoproj.io` and the like; other projects of Argo have other words in front. */
function isNearDomain(domain: string): boolean {
  return (
    domain === DOMAIN ||
    /^(?:argo-?cd|argo|argoproj|argocd\.argoproj|argo-?cd\.argo)(?:\.(?:io|com|org|dev|k8s\.io))?$/i.test(
      domain,
    ) ||
    nearest(domain, [DOMAIN]) !== undefined
  );
}
