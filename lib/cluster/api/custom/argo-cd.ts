import { typeOfKind } from '@/lib/kubernetes';
import type { Manifest } from '../../interface';
import { schemaOfType } from './from-types';

const NAMES = [
  { kind: 'Application', plural: 'applications', shortNames: ['app', 'apps'] },
  { kind: 'ApplicationSet', plural: 'applicationsets', shortNames: ['appset', 'appsets'] },
  { kind: 'AppProject', plural: 'appprojects', shortNames: ['appproj', 'appprojs'] },
];

/**
 * The definitions that Argo CD's installation brings. As argo-cd/manifests/crds: none has the status subresource but ApplicationSet,
 * whose generators hold each other: below the first few levels nothing is checked.
 */
export function argoCdDefinitions(): Manifest[] {
  return NAMES.flatMap(({ kind, plural, shortNames }) => {
    const type = typeOfKind('argoproj.io/v1alpha1', kind);
    if (type === undefined) return [];
    return {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: {
        name: `${plural}.argoproj.io`,
        labels: { 'app.kubernetes.io/name': `${plural}.argoproj.io`, 'app.kubernetes.io/part-of': 'argocd' },
      },
      spec: {
        group: 'argoproj.io',
        scope: 'Namespaced',
        names: { kind, listKind: `${kind}List`, plural, singular: kind.toLowerCase(), shortNames },
        versions: [
          {
            name: 'v1alpha1',
            served: true,
            storage: true,
            schema: { openAPIV3Schema: schemaOfType(type, kind === 'ApplicationSet' ? 4 : 24) },
            ...(kind === 'ApplicationSet' ? { subresources: { status: {} } } : {}),
          },
        ],
      },
    };
  });
}
