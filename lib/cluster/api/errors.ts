import type { Answer, ApiError } from '../interface';
import type { Kind } from './kinds';

/** A refusal of the API. As k8s.io/apimachinery/pkg/api/errors/errors.go, which has all texts of this file. */
export interface Refusal {
  ok: false;
  error: ApiError;
  warnings: string[];
}

function refuse(code: number, reason: string, message: string, causes?: ApiError['causes']): Refusal {
  return { ok: false, error: { code, reason, message, ...(causes ? { causes } : {}) }, warnings: [] };
}

export function ok<T>(value: T, warnings: string[] = []): Answer<T> & { ok: true } {
  return { ok: true, value, warnings };
}

/** `deployments.apps`, and `pods` for the core group. As schema.GroupResource.String. */
export function resourceText(kind: Pick<Kind, 'plural' | 'group'>): string {
  return kind.group ? `${kind.plural}.${kind.group}` : kind.plural;
}

/** `Deployment.apps`. As schema.GroupKind.String. */
function kindText(kind: Pick<Kind, 'kind' | 'group'>): string {
  return kind.group ? `${kind.kind}.${kind.group}` : kind.kind;
}

export const unknownResource = () =>
  refuse(404, 'NotFound', 'the server could not find the requested resource');

export const notFound = (kind: Kind, name: string) =>
  refuse(404, 'NotFound', `${resourceText(kind)} "${name}" not found`);

export const alreadyExists = (kind: Kind, name: string) =>
  refuse(409, 'AlreadyExists', `${resourceText(kind)} "${name}" already exists`);

export const conflict = (kind: Kind, name: string, why: string, causes?: ApiError['causes']) =>
  refuse(409, 'Conflict', `Operation cannot be fulfilled on ${resourceText(kind)} "${name}": ${why}`, causes);

// As k8s.io/apiserver/pkg/registry/generic/registry/store.go, OptimisticLockErrorMsg.
export const modified = (kind: Kind, name: string) =>
  conflict(
    kind,
    name,
    'the object has been modified; please apply your changes to the latest version and try again',
  );

/** A conflict of server-side apply, whose text stands alone. As NewApplyConflict. */
export const applyConflict = (message: string, causes: ApiError['causes']) =>
  refuse(409, 'Conflict', message, causes);

export const forbidden = (
  kind: Pick<Kind, 'plural' | 'group'>,
  name: string,
  why: string,
  causes?: ApiError['causes'],
) => refuse(403, 'Forbidden', `${resourceText(kind)} "${name}" is forbidden: ${why}`, causes);

export const badRequest = (message: string) => refuse(400, 'BadRequest', message);

// As json-patch faults come back: StatusReasonInvalid without details.
export const unprocessable = (message: string) =>
  refuse(422, 'Invalid', `the server rejected our request due to an error in our request: ${message}`);

// As endpoints/handlers/negotiation/errors.go.
export const unsupportedMediaType = () =>
  refuse(
    415,
    'UnsupportedMediaType',
    'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml',
  );

// As k8s.io/apiserver/pkg/endpoints/handlers/rest.go, limitedReadBody.
export const tooLarge = () =>
  refuse(413, 'RequestEntityTooLarge', 'Request entity too large: limit is 3145728');

// What etcd answers when its quota is used up (etcd server/etcdserver/api/v3rpc/rpctypes/error.go, ErrGRPCNoSpace).
export const noSpace = () => refuse(500, 'InternalError', 'etcdserver: mvcc: database space exceeded');

/** A fault found by validation. `text` is what follows the field: `Invalid value: -1: must be ...`. */
export interface FieldFault {
  field: string;
  reason: string;
  text: string;
}

/** As errors.NewInvalid with field.ErrorList.ToAggregate: the same text is said once. */
export function invalid(kind: Kind, name: string, faults: readonly FieldFault[]): Refusal {
  const texts = [...new Set(faults.map(({ field, text }) => `${field}: ${text}`))];
  const said = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  return refuse(
    422,
    'Invalid',
    `${kindText(kind)} "${name}" is invalid: ${said}`,
    faults.map(({ field, reason, text }) => ({ reason, message: text, field })),
  );
}
