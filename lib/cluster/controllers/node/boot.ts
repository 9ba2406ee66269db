import type { Context } from '../../context';
import { Hand } from '../shared/hand';
import { nodeManifest } from './nodes';

/** Registers the nodes. They never fall silent, so that no heartbeat has to be written. */
export function bootNodes(context: Context, count: number): void {
  const hand = new Hand(context, 'kubelet', 'kubelet');
  for (let n = 1; n <= count; n++) {
    const manifest = nodeManifest(n, context.time.now());
    const answer = hand.create(manifest, 'the kubelet registers its node');
    if (!answer.ok) {
      context.fault(`node ${n} was refused: ${answer.error.message}`);
      continue;
    }
    // A status that comes with the creation is dropped by the API, as for all kinds with a status subresource.
    hand.status(answer.value, { ...nodeManifest(n, context.time.now()).status }, 'the kubelet is ready');
    hand.normal(answer.value, 'Starting', 'Starting kubelet.');
    hand.normal(answer.value, 'NodeReady', `Node ${answer.value.metadata.name} status is now: NodeReady`);
  }
}
