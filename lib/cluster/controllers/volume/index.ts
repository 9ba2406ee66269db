import type { Context } from '../../context';
import { Hand } from '../shared/hand';
import { ClaimController } from './claims';
import { ClaimProtection } from './protection';
import { standardClass } from './storage-class';
import { VolumeController } from './volumes';

/** Starts what keeps claims and volumes, with a default StorageClass as kind has it. */
export function startVolumes(context: Context): void {
  const answer = new Hand(context, 'local-path-provisioner', 'kubectl-client-side-apply').create(
    standardClass(),
    'the default of a new cluster',
  );
  if (!answer.ok) context.fault(`the StorageClass was refused: ${answer.error.message}`);
  new VolumeController(context);
  new ClaimController(context);
  new ClaimProtection(context);
}
