import type { Context } from '../../context';
import type { JsonMap, Manifest } from '../../interface';
import { keyFor, keyOf } from '../shared/cache';
import { Caches } from '../shared/caches';
import { Hand } from '../shared/hand';
import { type Outcome, WorkQueue } from '../shared/queue';

// The certificate of nobody: nothing in the lab speaks TLS to the API.
const ROOT_CA = '-----BEGIN CERTIFICATE-----\nTEFC\n-----END CERTIFICATE-----\n';

const account: Manifest & { metadata: JsonMap } = {
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'default' },
};

const certificates: Manifest & { metadata: JsonMap } = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name: 'kube-root-ca.crt',
    annotations: {
      'kubernetes.io/description':
        'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.',
    },
  },
  data: { 'ca.crt': ROOT_CA },
};

/**
 * Gives each namespace its ServiceAccount `default` and its ConfigMap `kube-root-ca.crt`, and again when they are deleted.
 * As pkg/controller/serviceaccount/serviceaccounts_controller.go and pkg/controller/certificates/rootcacertpublisher.
 */
export class NamespaceFurnisher {
  private readonly hand: Hand;
  private readonly namespaces;
  private readonly queue: WorkQueue;

  constructor(context: Context) {
    const caches = Caches.of(context);
    this.hand = new Hand(context, 'serviceaccount-controller');
    this.namespaces = caches.kind('v1', 'Namespace');
    this.queue = new WorkQueue(context.time, (key) => this.sync(key));
    this.namespaces.each(({ object }) => this.queue.add(keyOf(object)));
    for (const { apiVersion, kind, metadata } of [account, certificates])
      if (typeof apiVersion === 'string' && typeof kind === 'string')
        caches.kind(apiVersion, kind).each(({ object, type }) => {
          if (type === 'DELETED' && object.metadata.name === metadata.name)
            this.queue.add(keyFor(undefined, object.metadata.namespace ?? ''));
        });
  }

  private sync(key: string): Outcome {
    const namespace = this.namespaces.get(key);
    if (!namespace || namespace.metadata.deletionTimestamp) return 'done';
    const { name } = namespace.metadata;
    const made = [account, certificates].map((manifest) =>
      this.hand.create(
        { ...manifest, metadata: { ...manifest.metadata, namespace: name } },
        'every namespace has one',
      ),
    );
    const failed = made.some((answer) => !answer.ok && answer.error.reason !== 'AlreadyExists');
    return failed ? 'retry' : 'done';
  }
}
