import type { Context } from '../../context';
import type {
  Answer,
  ApiError,
  ApiObject,
  Json,
  JsonMap,
  Manifest,
  ObjectRef,
  Propagation,
} from '../../interface';
import { equal } from '../../object';

export const refOf = (object: ApiObject): ObjectRef => ({
  apiVersion: object.apiVersion,
  kind: object.kind,
  namespace: object.metadata.namespace,
  name: object.metadata.name,
});

/** With which a controller writes: each write says why, and a refusal is an answer, never an exception. */
export class Hand {
  constructor(
    private readonly context: Context,
    /** As in the Events' source: `job-controller`. */
    readonly component: string,
    /** As in managedFields. */
    private readonly manager = 'kube-controller-manager',
  ) {}

  /** The object as it is now; undefined when it is gone. */
  read(ref: ObjectRef): ApiObject | undefined {
    const answer = this.context.api.get(ref);
    return answer.ok ? answer.value : undefined;
  }

  create(manifest: Manifest, why: string): Answer<ApiObject> {
    return this.context.api.create(manifest, { manager: this.manager, why });
  }

  /** Merges into the object as it is now. */
  patch(object: ApiObject, body: JsonMap, why: string): ApiError | undefined {
    return refusal(this.context.api.patch(refOf(object), 'merge', body, { manager: this.manager, why }));
  }

  /** Writes the object over the one of the same resourceVersion; answers the new one. */
  update(object: ApiObject, fields: JsonMap, why: string): Answer<ApiObject> {
    return this.context.api.update({ ...object, ...fields }, { manager: this.manager, why });
  }

  /** Writes a status when it differs. Answers the object as it is then, or undefined when the API refused. */
  status<T extends ApiObject>(object: T, status: JsonMap, why: string): ApiObject | undefined {
    if (equal(object.status ?? {}, status)) return object;
    const answer = this.context.api.update(
      { ...object, status },
      { manager: this.manager, subresource: 'status', why },
    );
    return answer.ok ? answer.value : undefined;
  }

  /** Deletes exactly this object, not another of its name. One that is gone is no refusal. */
  delete(object: ApiObject, why: string, propagation: Propagation = 'Background'): ApiError | undefined {
    const refused = refusal(
      this.context.api.delete(refOf(object), {
        manager: this.manager,
        why,
        propagation,
        preconditions: { uid: object.metadata.uid },
      }),
    );
    return refused?.code === 404 ? undefined : refused;
  }

  /** Takes a finalizer off the object as it is now. */
  release(object: ApiObject, finalizer: string, why: string): ApiError | undefined {
    const now = this.read(refOf(object));
    if (!now?.metadata.finalizers?.includes(finalizer) || now.metadata.uid !== object.metadata.uid)
      return undefined;
    const finalizers: Json[] = now.metadata.finalizers.filter((name) => name !== finalizer);
    return this.patch(now, { metadata: { finalizers: finalizers.length ? finalizers : null } }, why);
  }

  /** Says in the cluster's log what is not written anywhere: what is waited for, and why. */
  note(about: ApiObject, what: string, why: string): void {
    this.context.log.write({ actor: this.component, object: refOf(about), what, why });
  }

  normal(about: ApiObject, reason: string, message: string): void {
    this.context.api.recordEvent({ about, type: 'Normal', reason, message, component: this.component });
  }

  warning(about: ApiObject, reason: string, message: string): void {
    this.context.api.recordEvent({ about, type: 'Warning', reason, message, component: this.component });
  }
}

const refusal = (answer: Answer<unknown>): ApiError | undefined => (answer.ok ? undefined : answer.error);
