import type { ResourceResult } from './result';

/** A kind as the API serves it. */
export interface ServedKind {
  group: string;
  version: string;
  kind: string;
}

const TOO_LONG = 'metadata.annotations: Too long: must have at most 262144 bytes';
const TOO_LONG_HELP =
  ' \n -Additional Info: This error usually means that you are trying to add a large resource on client side. Consider using Server-side apply or syncing with replace enabled. Note: Syncing with Replace enabled is potentially destructive as it may cause resource deletion and re-creation.';

/**
 * A result with the message that `status.operationState` shows of it; the operation's own message stays as it was.
 * As util/argo, AugmentSyncMsg.
 */
export function augmentResult(result: ResourceResult, served: readonly ServedKind[]): ResourceResult {
  const { group, kind, namespace, name, version, message } = result;
  if (message.includes(TOO_LONG)) return { ...result, message: message + TOO_LONG_HELP };
  if (!message.includes('the server could not find the requested resource')) return result;
  const other =
    served.find((one) => one.kind === kind && one.group === group) ?? served.find((one) => one.kind === kind);
  const what = `${group}/${kind} for requested resource ${namespace}/${name}.`;
  return {
    ...result,
    message: other
      ? `The Kubernetes API could not find version ${JSON.stringify(version)} of ${what} Version ${JSON.stringify(other.version)} of ${other.group}/${other.kind} is installed on the destination cluster.`
      : `The Kubernetes API could not find ${what} Make sure the ${JSON.stringify(kind)} CRD is installed on the destination cluster.`,
  };
}
