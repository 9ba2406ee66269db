import { describe, expect, it } from 'vitest';
import {
  DEFAULT_PROJECT,
  type KubeObject,
  type Project,
  readApplication,
  readProject,
  validateApplication,
  whyForbidden,
} from '@/lib/argocd';

const local = { server: 'https://kubernetes.default.svc', name: 'in-cluster' };
const project = (spec: KubeObject): Project => readProject({ metadata: { name: 'team' }, spec });
const object = (apiVersion: string, kind: string, name = 'x'): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace: kind === 'Namespace' ? '' : 'shop' },
});
const open = { destinations: [{ server: '*', namespace: '*' }] };

describe('which kinds a project permits', () => {
  it.each([
    [open, object('v1', 'ConfigMap'), true, undefined],
    [open, object('v1', 'Namespace'), false, 'resource :Namespace is not permitted in project team'],
    [
      { ...open, clusterResourceWhitelist: [{ group: '', kind: 'Namespace', name: 'shop-*' }] },
      object('v1', 'Namespace', 'shop-1'),
      false,
      undefined,
    ],
    [
      { ...open, clusterResourceWhitelist: [{ group: '', kind: 'Namespace', name: 'shop-*' }] },
      object('v1', 'Namespace', 'bank'),
      false,
      'resource :Namespace is not permitted in project team',
    ],
    [
      { ...open, namespaceResourceBlacklist: [{ group: 'apps', kind: 'Deploy*' }] },
      object('apps/v1', 'Deployment'),
      true,
      'resource apps:Deployment is not permitted in project team',
    ],
    [
      { ...open, namespaceResourceWhitelist: [] },
      object('v1', 'ConfigMap'),
      true,
      'resource :ConfigMap is not permitted in project team',
    ],
    [
      { destinations: [{ server: '*', namespace: 'bank' }] },
      object('v1', 'ConfigMap'),
      true,
      "namespace shop is not permitted in project 'team'",
    ],
    [
      {
        destinations: [
          { server: '*', namespace: '*' },
          { server: '*', namespace: '!shop' },
        ],
      },
      object('v1', 'ConfigMap'),
      true,
      "namespace shop is not permitted in project 'team'",
    ],
  ])('%j', (spec, target, namespaced, why) => {
    expect(whyForbidden(project(spec), local, target, namespaced)).toBe(why);
  });
});

describe('what is wrong with an Application before anything is compared', () => {
  const app = (spec: KubeObject) =>
    readApplication({
      metadata: { name: 'a' },
      spec: {
        project: 'team',
        source: { repoURL: 'https://git.example/shop.git', path: 'base' },
        destination: { server: local.server, namespace: 'shop' },
        ...spec,
      },
    });
  const messages = (spec: KubeObject, given: Project | undefined = DEFAULT_PROJECT) =>
    validateApplication(app(spec), given, [local]).map(({ message }) => message);

  it('nothing, usually', () => {
    expect(messages({})).toEqual([]);
    expect(messages({ destination: { name: 'in-cluster', namespace: 'shop' } })).toEqual([]);
  });

  it('a project that is not there', () => {
    expect(validateApplication(app({}), undefined, [local])).toEqual([
      { type: 'InvalidSpecError', message: 'Application referencing project team which does not exist' },
    ]);
  });

  it('a source without a path', () => {
    expect(messages({ source: { repoURL: 'https://git.example/shop' } })).toEqual([
      'spec.source.repoURL and either spec.source.path or spec.source.chart are required',
    ]);
  });

  it('a repository or a destination that the project does not permit', () => {
    expect(
      messages({}, project({ sourceRepos: ['https://git.example/*', '!https://git.example/shop'] })),
    ).toEqual([
      "application repo https://git.example/shop.git is not permitted in project 'team'",
      "application destination server 'https://kubernetes.default.svc' and namespace 'shop' do not match any of the allowed destinations in project 'team'",
    ]);
  });

  it('a destination that is nowhere, or in two places', () => {
    expect(messages({ destination: {} })).toEqual(['Destination server missing from app spec']);
    expect(messages({ destination: { name: 'moon' } })).toEqual([
      'there are no clusters with this name: moon',
    ]);
    expect(messages({ destination: { name: 'a', server: 'b' } })).toEqual([
      "application destination can't have both name and server defined: a b",
    ]);
  });
});
