import type { Context } from '../../context';
import { textAt } from '../../object';
import { keyFor, keyOf } from '../shared/cache';
import { Caches } from '../shared/caches';
import { Hand, refOf } from '../shared/hand';
import { type Outcome, WorkQueue } from '../shared/queue';
import { PROVISIONED_BY, PROVISIONER } from './names';

/** Says what state volumes are in, and takes those back whose claim is gone. As pv_controller.go, syncVolume and reclaimVolume. */
export class VolumeController {
  private readonly hand: Hand;
  private readonly volumes;
  private readonly claims;
  private readonly queue: WorkQueue;

  constructor(context: Context) {
    const caches = Caches.of(context);
    this.hand = new Hand(context, 'persistentvolume-controller');
    this.volumes = caches.kind('v1', 'PersistentVolume');
    this.claims = caches.kind('v1', 'PersistentVolumeClaim');
    this.queue = new WorkQueue(context.time, (key) => this.sync(key));
    this.volumes.each(({ object }) => this.queue.add(keyOf(object)));
    this.claims.each(({ type, object }) => {
      const name = textAt(object, 'spec', 'volumeName');
      if (type === 'DELETED' && name) this.queue.add(keyFor(undefined, name));
    });
  }

  private sync(key: string): Outcome {
    const cached = this.volumes.get(key);
    const volume = cached && this.hand.read(refOf(cached));
    if (!volume || volume.metadata.deletionTimestamp) return 'done';
    const uid = textAt(volume, 'spec', 'claimRef', 'uid');
    const name = textAt(volume, 'spec', 'claimRef', 'name') ?? '';
    const claim = this.claims.get(keyFor(textAt(volume, 'spec', 'claimRef', 'namespace'), name));
    if (uid === undefined) return this.say(key, 'Available', 'no claim has it');
    if (claim?.metadata.uid === uid) return 'done';
    const reclaimed =
      textAt(volume, 'spec', 'persistentVolumeReclaimPolicy') === 'Delete' &&
      volume.metadata.annotations?.[PROVISIONED_BY] === PROVISIONER;
    if (reclaimed)
      return this.hand.delete(volume, 'its claim is gone (reclaim policy Delete)') ? 'retry' : 'done';
    return this.say(key, 'Released', 'its claim is gone (reclaim policy Retain)');
  }

  private say(key: string, phase: string, why: string): Outcome {
    const volume = this.volumes.get(key);
    const now = volume && this.hand.read(refOf(volume));
    return !now || this.hand.status(now, { ...now.status, phase }, why) ? 'done' : 'retry';
  }
}
