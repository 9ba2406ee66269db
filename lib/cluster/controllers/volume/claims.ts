import type { Context } from '../../context';
import type { ApiObject } from '../../interface';
import { at, textAt, textsAt } from '../../object';
import { claimsOf } from '../../scheduler/volumes';
import { isWorkPod } from '../../types/workloads';
import { keyFor, keyOf } from '../shared/cache';
import { Caches } from '../shared/caches';
import { Hand, refOf } from '../shared/hand';
import { type Outcome, WorkQueue } from '../shared/queue';
import { matchingVolume } from './match';
import {
  BIND_COMPLETED,
  BOUND_BY,
  IS_DEFAULT,
  PROVISIONER,
  SELECTED_NODE,
  STORAGE_PROVISIONER,
} from './names';
import { refusalOf, volumeFor } from './provision';

/** How long the provisioner's helper takes to make a directory, in ms. */
const MAKING = 2500;

/** Binds claims to volumes, and has volumes made. As pkg/controller/volume/persistentvolume/pv_controller.go. */
export class ClaimController {
  private readonly hand: Hand;
  private readonly provisioner: Hand;
  private readonly claims;
  private readonly volumes;
  private readonly classes;
  private readonly pods;
  private readonly queue: WorkQueue;
  /** Claims whose volume is being made. */
  private readonly making = new Set<string>();
  /** What was told last of a claim: the same is not told again. */
  private readonly told = new Map<string, string>();

  constructor(private readonly context: Context) {
    const caches = Caches.of(context);
    this.hand = new Hand(context, 'persistentvolume-controller');
    this.provisioner = new Hand(context, `${PROVISIONER}_local-path-provisioner`, 'local-path-provisioner');
    this.claims = caches.kind('v1', 'PersistentVolumeClaim');
    this.volumes = caches.kind('v1', 'PersistentVolume');
    this.classes = caches.kind('storage.k8s.io/v1', 'StorageClass');
    this.pods = caches.pods;
    this.queue = new WorkQueue(context.time, (key) => this.sync(key));
    const all = () => {
      for (const claim of this.claims.all())
        if (textAt(claim, 'status', 'phase') !== 'Bound') this.queue.add(keyOf(claim));
    };
    this.claims.each(({ type, object }) => {
      if (type === 'DELETED') this.making.delete(object.metadata.uid);
      this.queue.add(keyOf(object));
    });
    this.classes.each(all);
    this.volumes.each(({ type, object }) => {
      all();
      if (type === 'DELETED')
        this.queue.add(
          keyFor(
            textAt(object, 'spec', 'claimRef', 'namespace'),
            textAt(object, 'spec', 'claimRef', 'name') ?? '',
          ),
        );
    });
  }

  private sync(key: string): Outcome {
    const cached = this.claims.get(key);
    const claim = cached && this.hand.read(refOf(cached));
    if (!claim) {
      this.told.delete(key);
      return 'done';
    }
    if (claim.metadata.annotations?.[BIND_COMPLETED]) return this.checkBound(claim);
    if (textAt(claim, 'status', 'phase') === undefined) {
      const pending = this.hand.status(claim, { phase: 'Pending' }, 'it has no volume yet');
      return pending ? this.bindOrMake(key, pending) : 'retry';
    }
    return this.bindOrMake(key, claim);
  }

  /** As pv_controller.go, syncBoundClaim: a volume that is gone takes its data along. */
  private checkBound(claim: ApiObject): Outcome {
    const name = textAt(claim, 'spec', 'volumeName') ?? '';
    if (this.volumes.get(keyFor(undefined, name)) || textAt(claim, 'status', 'phase') === 'Lost')
      return 'done';
    this.hand.warning(
      claim,
      'ClaimLost',
      'Bound claim has lost its PersistentVolume. Data on the volume is lost!',
    );
    return this.hand.status(claim, { phase: 'Lost' }, `${name} is gone`) ? 'done' : 'retry';
  }

  /** As pv_controller.go, syncUnboundClaim. */
  private bindOrMake(key: string, claim: ApiObject): Outcome {
    if (claim.metadata.deletionTimestamp) return 'done';
    if (at(claim, 'spec', 'storageClassName') === undefined && this.giveDefaultClass(claim)) return 'done';
    const className = textAt(claim, 'spec', 'storageClassName') ?? '';
    const storageClass = this.classes.get(keyFor(undefined, className));
    const named = textAt(claim, 'spec', 'volumeName');
    const candidates = named
      ? [this.volumes.get(keyFor(undefined, named))].filter((volume) => volume !== undefined)
      : this.volumes.all();
    const waits =
      storageClass !== undefined &&
      textAt(storageClass, 'volumeBindingMode') === 'WaitForFirstConsumer' &&
      !claim.metadata.annotations?.[SELECTED_NODE];
    const volume = matchingVolume(claim, candidates);
    // A volume that waits for its first consumer is bound early only when it was reserved.
    if (volume && (!waits || at(volume, 'spec', 'claimRef') !== undefined)) return this.bind(claim, volume);
    if (named) return 'done';
    if (waits) return this.tellWaiting(key, claim);
    return this.provision(key, claim, className, storageClass);
  }

  /** As pv_controller.go, assignDefaultStorageClass. */
  private giveDefaultClass(claim: ApiObject): boolean {
    const found = this.classes
      .all()
      .findLast(({ metadata }) => metadata.annotations?.[IS_DEFAULT] === 'true');
    if (!found) return false;
    const why = `${found.metadata.name} is the default StorageClass`;
    return this.hand.patch(claim, { spec: { storageClassName: found.metadata.name } }, why) === undefined;
  }

  private tellWaiting(key: string, claim: ApiObject): Outcome {
    const waiting = this.pods
      .inNamespace(claim.metadata.namespace)
      .filter(isWorkPod)
      .find((pod) => !pod.spec.nodeName && claimsOf(pod).includes(claim.metadata.name));
    if (waiting)
      this.tell(
        key,
        claim,
        'WaitForPodScheduled',
        `waiting for pod ${waiting.metadata.name} to be scheduled`,
      );
    else
      this.tell(
        key,
        claim,
        'WaitForFirstConsumer',
        'waiting for first consumer to be created before binding',
      );
    return 'done';
  }

  private tell(key: string, claim: ApiObject, reason: string, message: string): void {
    if (this.told.get(key) === message) return;
    this.told.set(key, message);
    this.hand.normal(claim, reason, message);
  }

  private provision(
    key: string,
    claim: ApiObject,
    className: string,
    storageClass: ApiObject | undefined,
  ): Outcome {
    if (className === '') {
      this.tell(
        key,
        claim,
        'FailedBinding',
        'no persistent volumes available for this claim and no storage class is set',
      );
      return 'done';
    }
    if (!storageClass) {
      const message = `storageclass.storage.k8s.io "${className}" not found`;
      if (this.told.get(key) !== message) this.hand.warning(claim, 'ProvisioningFailed', message);
      this.told.set(key, message);
      return 'done';
    }
    const provisioner = textAt(storageClass, 'provisioner') ?? '';
    if (claim.metadata.annotations?.[STORAGE_PROVISIONER] !== provisioner) {
      const annotations = {
        [STORAGE_PROVISIONER]: provisioner,
        'volume.beta.kubernetes.io/storage-provisioner': provisioner,
      };
      this.hand.patch(claim, { metadata: { annotations } }, `StorageClass ${className}`);
    }
    const message = `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`;
    this.tell(key, claim, 'ExternalProvisioning', message);
    if (provisioner === PROVISIONER) this.make(claim, storageClass);
    return 'done';
  }

  /** What the provisioner does: a helper makes a directory on the node, and a volume stands for it. */
  private make(claim: ApiObject, storageClass: ApiObject): void {
    const { uid, namespace, name } = claim.metadata;
    if (this.making.has(uid)) return;
    this.making.add(uid);
    this.provisioner.normal(
      claim,
      'Provisioning',
      `External provisioner is provisioning volume for claim "${namespace}/${name}"`,
    );
    const refusal = refusalOf(claim);
    if (refusal) {
      const message = `failed to provision volume with StorageClass "${storageClass.metadata.name}": ${refusal}`;
      this.provisioner.warning(claim, 'ProvisioningFailed', message);
      return;
    }
    this.context.time.after(MAKING, () => {
      this.making.delete(uid);
      const now = this.hand.read(refOf(claim));
      if (now?.metadata.uid !== uid || now.metadata.deletionTimestamp) return;
      const answer = this.provisioner.create(
        volumeFor(now, storageClass),
        `claim ${namespace}/${name} needs it`,
      );
      if (answer.ok)
        this.provisioner.normal(now, 'ProvisioningSucceeded', `Successfully provisioned volume pvc-${uid}`);
      else this.provisioner.warning(now, 'ProvisioningFailed', answer.error.message);
    });
  }

  /** As pv_controller.go, bind: first the volume, then the claim. */
  private bind(claim: ApiObject, volume: ApiObject): Outcome {
    const { name, namespace, uid, resourceVersion } = claim.metadata;
    const why = `${namespace}/${name} and ${volume.metadata.name} fit`;
    const claimRef = {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      name,
      namespace,
      uid,
      resourceVersion,
    };
    if (textAt(volume, 'spec', 'claimRef', 'uid') !== uid) {
      const annotations = { [BOUND_BY]: 'yes' };
      if (this.hand.patch(volume, { metadata: { annotations }, spec: { claimRef } }, why)) return 'retry';
    }
    const held = this.hand.read(refOf(volume));
    if (!held || !this.hand.status(held, { ...held.status, phase: 'Bound' }, why)) return 'retry';
    const annotations = { [BIND_COMPLETED]: 'yes', [BOUND_BY]: 'yes' };
    if (
      this.hand.patch(claim, { metadata: { annotations }, spec: { volumeName: volume.metadata.name } }, why)
    )
      return 'retry';
    const bound = this.hand.read(refOf(claim));
    const status = {
      phase: 'Bound',
      accessModes: textsAt(volume, 'spec', 'accessModes'),
      capacity: at(volume, 'spec', 'capacity'),
    };
    return bound && this.hand.status(bound, status, why) ? 'done' : 'retry';
  }
}
