import { describe, expect, it } from 'vitest';
import { type KubeObject, respectIgnored } from '@/lib/argocd';

const deployment = (
  replicas: number,
  images: { [name: string]: string },
  status?: KubeObject,
): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    replicas,
    template: { spec: { containers: Object.entries(images).map(([name, image]) => ({ name, image })) } },
  },
  ...(status && { status }),
});
const ignoring = (...jqPathExpressions: string[]) => [
  { group: 'apps', kind: 'Deployment', jqPathExpressions },
];

describe('RespectIgnoreDifferences', () => {
  it('applies what is live where differences are ignored, and never the status', () => {
    const live = deployment(9, { web: 'b' }, { replicas: 9 });
    expect(respectIgnored(deployment(2, { web: 'a' }), live, ignoring('.spec.replicas'))).toEqual(
      deployment(9, { web: 'a' }),
    );
  });

  it('tells the items of a list by their name', () => {
    const live = deployment(2, { sidecar: 'live', web: 'live' });
    const target = deployment(2, { web: 'git', sidecar: 'git' });
    const rules = ignoring('.spec.template.spec.containers[] | select(.name == "web") | .image');
    expect(respectIgnored(target, live, rules)).toEqual(deployment(2, { web: 'live', sidecar: 'git' }));
  });

  it('applies Git where nothing is live yet', () => {
    const target = deployment(2, { web: 'a' });
    expect(respectIgnored(target, undefined, ignoring('.spec.replicas'))).toBe(target);
  });
});
