import { describe, expect, it } from 'vitest';
import { diffForScreen, hideSecretData, type KubeObject } from '@/lib/argocd';

const secret = (data: KubeObject, metadata: KubeObject = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 's', ...metadata },
  data,
});

describe('what a screen shows of a Secret', () => {
  it('is as long where both sides are the same, and longer where they differ', () => {
    const { target, live } = hideSecretData(
      secret({ a: 'eA==', b: 'eA==' }),
      secret({ a: 'eA==', b: 'eQ==' }),
    );
    expect(target?.data).toEqual({ a: '++++++++', b: '++++++++' });
    expect(live?.data).toEqual({ a: '++++++++', b: '++++++++++++' });
  });

  it('says what differs without a value, the last-applied annotation and stringData included', () => {
    const text = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, stringData: { a: 'hidden' } };
    const annotations = {
      'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(secret({ a: 'c2VjcmV0' })),
    };
    const shown = diffForScreen(text, secret({ a: 'c2VjcmV0' }, { annotations }));
    expect(shown.changes.map(({ path }) => path.join('.'))).toEqual(['data.a']);
    expect(
      JSON.stringify([shown, hideSecretData(text, secret({ a: 'c2VjcmV0' }, { annotations }))]),
    ).not.toMatch(/hidden|aGlkZGVu|c2VjcmV0/);
    const broken = secret(
      { a: 'c2VjcmV0' },
      { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{c2VjcmV0' } },
    );
    expect(JSON.stringify(hideSecretData(undefined, broken))).not.toMatch(/c2VjcmV0/);
  });

  it('leaves other kinds as they are', () => {
    const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { a: 'b' } };
    expect(hideSecretData(config, undefined)).toEqual({ target: config, live: undefined });
  });
});
