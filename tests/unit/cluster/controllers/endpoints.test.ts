import { describe, expect, it } from 'vitest';
import { startControllers } from '@/lib/cluster/controllers';
import type { ApiObject, JsonMap } from '@/lib/cluster/interface';
import { at, listAt, mapsAt, textAt } from '@/lib/cluster/object';
import { granted, testContext } from '../support';
import { current } from './fake-kubelet';

// What is expected here stands in pkg/controller/endpoint and k8s.io/endpointslice.

function cluster() {
  const context = testContext();
  startControllers(context);
  const { api } = context;
  const slices = (): ApiObject[] =>
    granted(api.list({ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', namespace: 'default' }))
      .items;
  const pod = (
    name: string,
    ready: boolean,
    labels: { [key: string]: string } = { app: 'web' },
    spec: JsonMap = {},
  ) => {
    const made = granted(
      api.create({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, namespace: 'default', labels },
        spec: {
          nodeName: 'node-1',
          containers: [{ name: 'main', image: 'nginx:1', ports: [{ name: 'http', containerPort: 8080 }] }],
          ...spec,
        },
      }),
    );
    return setReady(made, ready);
  };
  const setReady = (object: ApiObject, ready: boolean): ApiObject =>
    granted(
      api.update(
        {
          ...object,
          status: {
            phase: 'Running',
            podIP: `10.0.0.${object.metadata.name.length}`,
            conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
          },
        },
        { subresource: 'status' },
      ),
    );
  const service = (spec: JsonMap = {}) =>
    granted(
      api.create({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'web', namespace: 'default', labels: { team: 'blue' } },
        spec: {
          clusterIP: '10.96.0.9',
          selector: { app: 'web' },
          ports: [{ port: 80, targetPort: 'http', protocol: 'TCP' }],
          ...spec,
        },
      }),
    );
  return {
    context,
    slices,
    pod,
    setReady,
    service,
    endpoints: () => current(context, 'v1', 'Endpoints', 'web'),
  };
}

describe('the endpoints of a Service', () => {
  it('are its ready Pods at their named port, and those not ready apart', async () => {
    const { context, slices, pod, service, endpoints } = cluster();
    pod('a', true);
    pod('bb', false);
    pod('ccc', true, { app: 'other' });
    service();
    await context.time.advance(100);
    expect(at(endpoints(), 'subsets')).toMatchObject([
      {
        addresses: [
          { ip: '10.0.0.1', nodeName: 'node-1', targetRef: { kind: 'Pod', name: 'a', namespace: 'default' } },
        ],
        notReadyAddresses: [{ ip: '10.0.0.2' }],
        ports: [{ port: 8080, protocol: 'TCP' }],
      },
    ]);
    const [slice] = slices();
    expect(slice?.metadata.name).toMatch(/^web-[a-z0-9]{5}$/);
    expect(slice?.metadata.labels).toEqual({
      team: 'blue',
      'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
      'kubernetes.io/service-name': 'web',
    });
    expect(at(slice, 'ports')).toEqual([{ name: '', port: 8080, protocol: 'TCP' }]);
    expect(mapsAt(slice, 'endpoints').map(({ conditions }) => conditions)).toEqual([
      { ready: true, serving: true, terminating: false },
      { ready: false, serving: false, terminating: false },
    ]);
    expect(context.faults).toEqual([]);
  });

  it('are none when the selector matches no Pod: an empty slice, and no subsets', async () => {
    const { context, slices, pod, service, endpoints } = cluster();
    pod('a', true, { app: 'typo' });
    service();
    await context.time.advance(100);
    expect(at(endpoints(), 'subsets')).toBeUndefined();
    expect(slices()).toHaveLength(1);
    expect(listAt(slices()[0], 'endpoints')).toEqual([]);
  });

  it('follow readiness, labels and deletion', async () => {
    const { context, slices, pod, setReady, service } = cluster();
    const made = pod('a', true);
    service();
    await context.time.advance(100);
    const unready = setReady(made, false);
    await context.time.advance(100);
    expect(at(slices()[0], 'endpoints', 0, 'conditions', 'ready')).toBe(false);
    setReady(unready, true);
    granted(context.api.delete({ apiVersion: 'v1', kind: 'Pod', namespace: 'default', name: 'a' }));
    await context.time.advance(100);
    expect(at(slices()[0], 'endpoints', 0, 'conditions')).toEqual({
      ready: false,
      serving: true,
      terminating: true,
    });
    granted(
      context.api.delete(
        { apiVersion: 'v1', kind: 'Pod', namespace: 'default', name: 'a' },
        { gracePeriodSeconds: 0 },
      ),
    );
    await context.time.advance(100);
    expect(listAt(slices()[0], 'endpoints')).toEqual([]);
  });

  it('leave out a Pod that has no port of that name', async () => {
    const { context, slices, pod, service } = cluster();
    pod(
      'a',
      true,
      { app: 'web' },
      { containers: [{ name: 'main', image: 'nginx:1', ports: [{ name: 'web', containerPort: 8080 }] }] },
    );
    service();
    await context.time.advance(100);
    expect(listAt(slices()[0], 'endpoints')).toEqual([]);
  });

  it('are published unready when the Service says so, with a name for each under a headless one', async () => {
    const { context, slices, pod, service } = cluster();
    pod('a', false, { app: 'web' }, { hostname: 'web-0', subdomain: 'web' });
    service({ clusterIP: 'None', publishNotReadyAddresses: true });
    await context.time.advance(100);
    expect(at(slices()[0], 'endpoints', 0)).toMatchObject({
      hostname: 'web-0',
      conditions: { ready: true, serving: false },
    });
    expect(slices()[0]?.metadata.labels).toHaveProperty(['service.kubernetes.io/headless'], '');
  });

  it('are split into slices of a hundred', async () => {
    const { context, slices, pod, service } = cluster();
    for (let i = 0; i < 250; i++) pod(`${'x'.repeat(20)}${i}`, true);
    service();
    await context.time.advance(100);
    expect(
      slices()
        .map((slice) => listAt(slice, 'endpoints').length)
        .sort(),
    ).toEqual([100, 100, 50]);
  });

  it('of a Service without selector are left to their keeper', async () => {
    const { context, slices, service } = cluster();
    service({ selector: undefined });
    await context.time.advance(100);
    expect(slices()).toEqual([]);
  });

  it('go with the Service', async () => {
    const { context, pod, service } = cluster();
    pod('a', true);
    service();
    await context.time.advance(100);
    granted(context.api.delete({ apiVersion: 'v1', kind: 'Service', namespace: 'default', name: 'web' }));
    await context.time.advance(100);
    const left = granted(
      context.api.list({ apiVersion: 'v1', kind: 'Endpoints', namespace: 'default' }),
    ).items;
    expect(left).toEqual([]);
  });
});

describe('a namespace', () => {
  it('has its ServiceAccount and its certificates, also when they are deleted', async () => {
    const { context } = cluster();
    granted(context.api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }));
    await context.time.advance(100);
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', namespace: 'shop', name: 'default' };
    const certificates = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'kube-root-ca.crt' };
    const first = granted(context.api.get(account)).metadata.uid;
    expect(textAt(granted(context.api.get(certificates)), 'data', 'ca.crt')).toContain('BEGIN CERTIFICATE');
    granted(context.api.delete(account));
    await context.time.advance(100);
    expect(granted(context.api.get(account)).metadata.uid).not.toBe(first);
  });
});
