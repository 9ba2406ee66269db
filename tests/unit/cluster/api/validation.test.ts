import { describe, expect, it } from 'vitest';
import type { JsonMap } from '@/lib/cluster/interface';
import { granted, refused, testContext } from '../support';

const container = (more: JsonMap = {}): JsonMap => ({ name: 'web', image: 'nginx:1.27', ...more });
const pod = (spec: JsonMap = {}, metadata: JsonMap = {}): JsonMap => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', ...metadata },
  spec: { containers: [container()], ...spec },
});
const workload = (apiVersion: string, kind: string, spec: JsonMap = {}, podMore: JsonMap = {}): JsonMap => ({
  apiVersion,
  kind,
  metadata: { name: 'web' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [container()], ...podMore } },
    ...spec,
  },
});
const job = (spec: JsonMap = {}, podMore: JsonMap = {}): JsonMap => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'migrate' },
  spec: { template: { spec: { restartPolicy: 'Never', containers: [container()], ...podMore } }, ...spec },
});
const service = (spec: JsonMap, name = 'web'): JsonMap => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec,
});

const LABEL_FORM =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

// As pkg/apis/core/validation, pkg/apis/apps/validation and pkg/apis/batch/validation.
describe('a manifest that is not valid', () => {
  const cases: [what: string, manifest: JsonMap, text: string][] = [
    [
      'no name',
      pod({}, { name: '' }),
      'Pod "" is invalid: metadata.name: Required value: name or generateName is required',
    ],
    [
      'a name with capitals',
      pod({}, { name: 'Web' }),
      "Pod \"Web\" is invalid: metadata.name: Invalid value: \"Web\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
    ],
    ['no containers', pod({ containers: [] }), 'Pod "web" is invalid: spec.containers: Required value'],
    [
      'no image, a wrong container name',
      pod({ containers: [{ name: 'Web' }] }),
      `Pod "web" is invalid: [spec.containers[0].name: Invalid value: "Web": ${LABEL_FORM}, spec.containers[0].image: Required value]`,
    ],
    [
      'two containers of one name',
      pod({ containers: [container(), container()] }),
      'Pod "web" is invalid: spec.containers[1].name: Duplicate value: "web"',
    ],
    [
      'a mount without its volume',
      pod({ containers: [container({ volumeMounts: [{ name: 'data', mountPath: '/data' }] })] }),
      'Pod "web" is invalid: spec.containers[0].volumeMounts[0].name: Not found: "data"',
    ],
    [
      'a request above its limit',
      pod({ containers: [container({ resources: { requests: { cpu: '2' }, limits: { cpu: '1000m' } } })] }),
      'Pod "web" is invalid: spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1',
    ],
    [
      'a probe that does nothing',
      pod({ containers: [container({ livenessProbe: { periodSeconds: 5 } })] }),
      'Pod "web" is invalid: spec.containers[0].livenessProbe: Required value: must specify a handler type',
    ],
    [
      'a port out of range',
      pod({ containers: [container({ ports: [{ containerPort: 70000 }] })] }),
      'Pod "web" is invalid: spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive',
    ],
    [
      'a label value with a blank',
      pod({}, { labels: { app: 'a b' } }),
      "Pod \"web\" is invalid: metadata.labels: Invalid value: \"a b\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
    ],
    [
      'a selector that misses the template',
      workload('apps/v1', 'Deployment', { selector: { matchLabels: { app: 'other' } } }),
      'Deployment.apps "web" is invalid: spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`',
    ],
    [
      'no selector',
      workload('apps/v1', 'Deployment', { selector: null }),
      'Deployment.apps "web" is invalid: [spec.selector: Required value, spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`]',
    ],
    [
      'a Deployment whose Pods end',
      workload('apps/v1', 'Deployment', {}, { restartPolicy: 'Never' }),
      'Deployment.apps "web" is invalid: spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
    ],
    [
      'fewer than no replicas',
      workload('apps/v1', 'Deployment', { replicas: -1 }),
      'Deployment.apps "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    ],
    [
      'a Job that always restarts',
      job({}, { restartPolicy: 'Always' }),
      'Job.batch "migrate" is invalid: spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"',
    ],
    [
      'a Service without ports',
      service({ selector: { app: 'web' } }),
      'Service "web" is invalid: spec.ports: Required value',
    ],
    [
      'two ports without names',
      service({ ports: [{ port: 80, name: 'a' }, { port: 81 }] }),
      'Service "web" is invalid: spec.ports[1].name: Required value',
    ],
    [
      'a ConfigMap above a mebibyte',
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'big' },
        data: { a: 'x'.repeat(1024 * 1024 + 1) },
      },
      'ConfigMap "big" is invalid: []: Too long: may not be more than 1048576 bytes',
    ],
    [
      'a ConfigMap key with a blank',
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { 'a b': '' } },
      "ConfigMap \"c\" is invalid: data[a b]: Invalid value: \"a b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
    ],
  ];

  it.each(cases)('with %s is refused in the words of the server', (_, manifest, text) => {
    expect(refused(testContext().api.create(manifest))).toBe(text);
  });

  it('above three mebibytes is not read at all', () => {
    const { api } = testContext();
    const huge = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'x' },
      data: { a: 'x'.repeat(4_000_000) },
    };
    expect(refused(api.create(huge))).toBe('Request entity too large: limit is 3145728');
  });
});

describe('what cannot change', () => {
  it('is the template of a Job', () => {
    const { api } = testContext();
    granted(api.apply(job()));
    const text = refused(api.apply(job({}, { containers: [container({ image: 'nginx:1.28' })] })));
    expect(text).toMatch(
      /^Job\.batch "migrate" is invalid: spec\.template: Invalid value: \{"labels":.*"Spec":\{"Volumes":null,"InitContainers":null,"Containers":\[\{"Name":"web","Image":"nginx:1\.28","Command":null/,
    );
    expect(text).toMatch(/: field is immutable$/);
  });

  it('is not a Job that is applied again as it was', () => {
    const { api } = testContext();
    granted(api.apply(job()));
    expect(granted(api.apply(job())).result).toBe('unchanged');
  });

  it('is the selector of a Deployment', () => {
    const { api } = testContext();
    granted(api.create(workload('apps/v1', 'Deployment')));
    const other = workload('apps/v1', 'Deployment', {
      selector: { matchLabels: { app: 'new' } },
      template: { metadata: { labels: { app: 'new' } }, spec: { containers: [container()] } },
    });
    expect(refused(api.update({ ...other, metadata: { name: 'web', namespace: 'default' } }))).toBe(
      'Deployment.apps "web" is invalid: spec.selector: Invalid value: {"matchLabels":{"app":"new"}}: field is immutable',
    );
  });

  it('is a Pod, but for a few fields', () => {
    const { api } = testContext();
    granted(api.create(pod()));
    const ref = { apiVersion: 'v1', kind: 'Pod', namespace: 'default', name: 'web' };
    granted(api.patch(ref, 'strategic', { spec: { containers: [{ name: 'web', image: 'nginx:1.28' }] } }));
    expect(refused(api.patch(ref, 'merge', { spec: { hostNetwork: true } }))).toContain(
      'Pod "web" is invalid: spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
    );
  });

  it('is an immutable ConfigMap', () => {
    const { api } = testContext();
    granted(
      api.apply({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'c' },
        immutable: true,
        data: { a: '1' },
      }),
    );
    expect(
      refused(
        api.apply({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'c' },
          immutable: true,
          data: { a: '2' },
        }),
      ),
    ).toBe('ConfigMap "c" is invalid: data: Forbidden: field is immutable when `immutable` is set');
  });

  it('is the address of a Service', () => {
    const { api } = testContext();
    const made = granted(api.apply(service({ ports: [{ port: 80 }] }))).object;
    expect(made.spec?.clusterIP).toMatch(/^10\.96\.\d+\.\d+$/);
    expect(
      refused(
        api.update({ ...made, spec: { ...made.spec, clusterIP: '10.96.9.9', clusterIPs: ['10.96.9.9'] } }),
      ),
    ).toBe(
      'Service "web" is invalid: spec.clusterIPs[0]: Invalid value: ["10.96.9.9"]: may not change once set',
    );
    expect(granted(api.apply(service({ ports: [{ port: 81 }] }))).object.spec?.clusterIP).toBe(
      made.spec?.clusterIP,
    );
  });
});

// As pkg/apis/core/v1/defaults.go, pkg/apis/apps/v1/defaults.go and pkg/apis/batch/v1/defaults.go.
describe('defaults', () => {
  it('of a Deployment and its Pods', () => {
    const { spec } = granted(testContext().api.create(workload('apps/v1', 'Deployment')));
    expect(spec).toMatchObject({
      replicas: 1,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      template: {
        spec: {
          restartPolicy: 'Always',
          dnsPolicy: 'ClusterFirst',
          terminationGracePeriodSeconds: 30,
          schedulerName: 'default-scheduler',
          securityContext: {},
          containers: [{ imagePullPolicy: 'IfNotPresent', terminationMessagePath: '/dev/termination-log' }],
        },
      },
    });
  });

  it('of a Job, with the selector that it generates', () => {
    const { spec, metadata } = granted(testContext().api.create(job()));
    expect(spec).toMatchObject({
      completions: 1,
      parallelism: 1,
      backoffLimit: 6,
      completionMode: 'NonIndexed',
      suspend: false,
      selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': metadata.uid } },
      template: {
        metadata: { labels: { 'job-name': 'migrate', 'batch.kubernetes.io/job-name': 'migrate' } },
      },
    });
  });

  it('of quantities are their canonical forms', () => {
    const made = granted(
      testContext().api.create(
        pod({ containers: [container({ resources: { limits: { cpu: '0.5', memory: '1024Mi' } } })] }),
      ),
    );
    expect(JSON.stringify(made.spec)).toContain(
      '"resources":{"limits":{"cpu":"500m","memory":"1Gi"},"requests":{"cpu":"500m","memory":"1Gi"}}',
    );
  });

  it('of a Secret write its texts into data', () => {
    const made = granted(
      testContext().api.create({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 's' },
        stringData: { a: 'grün' },
      }),
    );
    expect([made.type, made.data, made.stringData]).toEqual(['Opaque', { a: 'Z3LDvG4=' }, undefined]);
  });
});
