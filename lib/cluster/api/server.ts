import type {
  Answer,
  ApiObject,
  ApiResource,
  ApplyOptions,
  ClusterLog,
  DeleteOptions,
  Json,
  KubeApi,
  ListQuery,
  Manifest,
  ObjectRef,
  PatchType,
  SimTime,
  WatchEvent,
  WatchQuery,
  WriteOptions,
} from '../interface';
import { seeded } from '../time/random';
import { argoCdDefinitions } from './custom/argo-cd';
import { DefinitionController } from './custom/controller';
import { Recorder } from './events/recorder';
import { GarbageCollector } from './garbage/collector';
import { builtInKinds, discovery, Kinds } from './kinds';
import type { Machine } from './machine';
import { NamespaceController } from './namespaces/controller';
import { Store } from './store';
import { apply } from './verbs/apply';
import { create } from './verbs/create';
import { remove, removeCollection } from './verbs/delete';
import { patch } from './verbs/patch';
import { get, list } from './verbs/read';
import { replace } from './verbs/replace';
import { update } from './verbs/update';
import { Watchers } from './watchers';

/** The API server: each verb is a file of `verbs/`. */
class ApiServer implements KubeApi {
  private readonly recorder: Recorder;

  constructor(private readonly machine: Machine) {
    this.recorder = new Recorder(machine);
  }

  resources(): ApiResource[] {
    return this.machine.kinds.all().flatMap(discovery);
  }

  resource(apiVersion: string, kind: string): ApiResource | undefined {
    const found = this.machine.kinds.find(apiVersion, kind);
    return found && discovery(found).find((resource) => resource.apiVersion === apiVersion);
  }

  get(ref: ObjectRef): Answer<ApiObject> {
    return this.answered(() => get(this.machine, ref));
  }

  list(query: ListQuery): Answer<{ items: ApiObject[]; resourceVersion: string }> {
    return this.answered(() => list(this.machine, query));
  }

  create(manifest: Manifest, options?: WriteOptions): Answer<ApiObject> {
    return this.answered(() => create(this.machine, manifest, options));
  }

  update(manifest: Manifest, options?: WriteOptions): Answer<ApiObject> {
    return this.answered(() => update(this.machine, manifest, options));
  }

  patch(ref: ObjectRef, type: PatchType, body: Json, options?: WriteOptions): Answer<ApiObject> {
    return this.answered(() => patch(this.machine, ref, type, body, options));
  }

  apply(manifest: Manifest, options?: ApplyOptions): ReturnType<KubeApi['apply']> {
    return this.answered(() => apply(this.machine, manifest, options));
  }

  replace(manifest: Manifest, options?: WriteOptions & { force?: boolean }): Answer<ApiObject> {
    return this.answered(() => replace(this.machine, manifest, options));
  }

  delete(ref: ObjectRef, options?: DeleteOptions): Answer<ApiObject> {
    return this.answered(() => remove(this.machine, ref, options));
  }

  deleteCollection(query: ListQuery, options?: DeleteOptions): Answer<ApiObject[]> {
    return this.answered(() => removeCollection(this.machine, query, options));
  }

  /** An exception is a fault of ours: it is told as one, and the caller gets what a server that panicked answers. */
  private answered<T>(verb: () => Answer<T>): Answer<T> {
    try {
      return verb();
    } catch (error) {
      this.machine.fault(`the API server failed: ${told(error)}`);
      const message = 'Internal error occurred: a fault of the lab';
      return { ok: false, error: { code: 500, reason: 'InternalError', message }, warnings: [] };
    }
  }

  watch(query: WatchQuery, tell: (event: WatchEvent) => void): () => void {
    return this.machine.watchers.add(query, tell);
  }

  recordEvent(event: Parameters<KubeApi['recordEvent']>[0]): void {
    this.recorder.record(event);
  }
}

const told = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** The namespaces of a new cluster. */
const NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/**
 * A new API server that serves the built-in kinds and has the usual namespaces. Uids and generated names follow from `seed`
 * alone; nothing happens but by the calls and by `time`.
 */
export function createApi(options: {
  time: SimTime;
  log: ClusterLog;
  seed: number;
  fault: (message: string) => void;
}): KubeApi {
  const { time, log, fault } = options;
  const machine: Machine = {
    kinds: new Kinds(builtInKinds()),
    store: new Store(),
    watchers: new Watchers(
      (what) => time.after(0, what),
      (error) => fault(`a watcher failed: ${told(error)}`),
    ),
    time,
    log,
    random: seeded(options.seed),
    fault,
  };
  boot(machine);
  return new ApiServer(machine);
}

/** What the server itself brings, before anybody watches; then the controllers that are the API's own start. */
function boot(machine: Machine): void {
  // The collector must know every object that can own others.
  new GarbageCollector(machine).start();
  const by = { manager: 'kube-apiserver' };
  for (const name of NAMESPACES)
    create(machine, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }, by);
  const definitions = new DefinitionController(machine);
  for (const definition of argoCdDefinitions()) {
    const made = create(machine, definition, by);
    if (made.ok) definitions.establish(made.value.metadata.name);
    else machine.fault(made.error.message);
  }
  create(machine, KUBERNETES, by);
  definitions.start();
  new NamespaceController(machine).start();
}

/** As pkg/controlplane/controller/kubernetesservice. */
const KUBERNETES = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name: 'kubernetes',
    namespace: 'default',
    labels: { component: 'apiserver', provider: 'kubernetes' },
  },
  spec: {
    type: 'ClusterIP',
    clusterIP: '10.96.0.1',
    ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }],
  },
};
