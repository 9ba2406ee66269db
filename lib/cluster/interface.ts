/**
 * What the rest of the product knows of the cluster, whatever runs behind it. Everything here is plain data and functions:
 * nothing says how Pods are run, and nobody outside lib/cluster may import anything else of it.
 */

/** A value of JSON; a field that is undefined is absent. */
export type Json = null | boolean | number | string | Json[] | JsonMap;
export type JsonMap = { [field: string]: Json | undefined };

export type OwnerReference = {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
};

export type ManagedFields = {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  time: string;
  fieldsType: 'FieldsV1';
  fieldsV1: JsonMap;
  subresource?: string;
};

export type ObjectMeta = {
  name: string;
  namespace?: string;
  generateName?: string;
  uid: string;
  /** One sequence for the whole cluster, in decimal. */
  resourceVersion: string;
  generation?: number;
  /** RFC 3339 with seconds, of the simulated clock. */
  creationTimestamp: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: { [key: string]: string };
  annotations?: { [key: string]: string };
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
  managedFields?: ManagedFields[];
};

/** An object as the API stores it. Objects that the API hands out are frozen or copies: changing one changes nothing. */
export type ApiObject = {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  spec?: JsonMap;
  status?: JsonMap;
  [field: string]: Json | ObjectMeta | undefined;
};

/** What a learner or a controller hands in: any JSON; the API answers what is wrong with it. */
export type Manifest = JsonMap;

/** Which object. `namespace` is absent for cluster-scoped kinds. */
export interface ObjectRef {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name: string;
}

/** A refusal of the API, as `metav1.Status` says it. */
export interface ApiError {
  /** HTTP status: 400, 403, 404, 409, 410, 415, 422, 500. */
  code: number;
  /** `NotFound`, `AlreadyExists`, `Conflict`, `Invalid`, `Forbidden`, `BadRequest`, ... */
  reason: string;
  /** The server's words, such as `pods "x" not found`. */
  message: string;
  /** Each fault of an Invalid or a Conflict. */
  causes?: { reason: string; message: string; field: string }[];
}

/** What a call gives back: its value or the API's refusal; and what the server warned of (`Warning:` headers). */
export type Answer<T> =
  | { ok: true; value: T; warnings: string[] }
  | { ok: false; error: ApiError; warnings: string[] };

export type PatchType = 'merge' | 'strategic' | 'json';
export type Propagation = 'Background' | 'Foreground' | 'Orphan';

export interface WriteOptions {
  /** Who writes: `kubectl-client-side-apply`, `argocd-controller`, `kube-controller-manager`, ... */
  manager?: string;
  dryRun?: boolean;
  subresource?: 'status' | 'scale';
  /** Unknown and duplicate fields: refused (`Strict`, as kubectl asks), warned of, or dropped. */
  fieldValidation?: 'Strict' | 'Warn' | 'Ignore';
  /** Why: goes into the log beside what was written. */
  why?: string;
}

export interface ApplyOptions extends WriteOptions {
  /** `client` as `kubectl apply` (three-way, by the last-applied annotation), `server` as `--server-side`. */
  mode?: 'client' | 'server';
  /** Server-side: takes fields over from other managers. */
  force?: boolean;
  /** `--validate=false`. */
  validate?: boolean;
}

export interface DeleteOptions extends WriteOptions {
  propagation?: Propagation;
  gracePeriodSeconds?: number;
  preconditions?: { uid?: string; resourceVersion?: string };
}

export interface ListQuery {
  apiVersion: string;
  kind: string;
  namespace?: string;
  /** As in `kubectl -l`: `app=web,tier!=db,env in (a,b),!x`. */
  labelSelector?: string;
  /** As in `kubectl --field-selector`: `metadata.name=x,status.phase!=Running`. */
  fieldSelector?: string;
}

export interface WatchQuery {
  apiVersion?: string;
  kind?: string;
  namespace?: string;
}

export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: ApiObject;
}

/** A kind that the API serves, as discovery tells it. */
export interface ApiResource {
  apiVersion: string;
  kind: string;
  /** `deployments`. */
  plural: string;
  namespaced: boolean;
  shortNames: string[];
}

/** The API server. Every verb answers at once, in simulated time; watchers are told in the same instant, after the writer is done. */
export interface KubeApi {
  /** All kinds that are served now, custom ones included. */
  resources(): ApiResource[];
  /** The kind as it is served, or undefined: then `the server could not find the requested resource`. */
  resource(apiVersion: string, kind: string): ApiResource | undefined;
  get(ref: ObjectRef): Answer<ApiObject>;
  list(query: ListQuery): Answer<{ items: ApiObject[]; resourceVersion: string }>;
  create(manifest: Manifest, options?: WriteOptions): Answer<ApiObject>;
  update(manifest: Manifest, options?: WriteOptions): Answer<ApiObject>;
  patch(ref: ObjectRef, type: PatchType, body: Json, options?: WriteOptions): Answer<ApiObject>;
  apply(
    manifest: Manifest,
    options?: ApplyOptions,
  ): Answer<{ result: 'created' | 'configured' | 'unchanged' | 'serverside-applied'; object: ApiObject }>;
  /** `kubectl replace`; with `force`, deletes first and waits for nothing. */
  replace(manifest: Manifest, options?: WriteOptions & { force?: boolean }): Answer<ApiObject>;
  delete(ref: ObjectRef, options?: DeleteOptions): Answer<ApiObject>;
  deleteCollection(query: ListQuery, options?: DeleteOptions): Answer<ApiObject[]>;
  /** Tells what changes from now on; the answer stops it. */
  watch(query: WatchQuery, tell: (event: WatchEvent) => void): () => void;
  /** Records an Event, aggregated as client-go's correlator does. */
  recordEvent(event: {
    about: ApiObject;
    type: 'Normal' | 'Warning';
    reason: string;
    message: string;
    component: string;
  }): void;
}

/** The one owner of time. */
export interface SimTime {
  /** Simulated epoch milliseconds. */
  now(): number;
  /**
   * Lets `ms` of simulated time pass, event by event. Ends early when `until` (asked after every instant) holds or when the
   * signal aborts. At most one `advance` runs at a time.
   */
  advance(ms: number, options?: { until?: () => boolean; signal?: AbortSignal }): Promise<void>;
  /** Runs `what` after `ms` of simulated time; the answer cancels it. Those of one instant run in the order in which they were set. */
  after(ms: number, what: () => void): () => void;
  /** Lets time pass until the promise settles, at most `maxMs`; for work that is started from outside the simulation, such as `exec`. */
  run<T>(work: Promise<T>, maxMs?: number): Promise<T>;
  /** Called after each instant in which anything happened: the moment to publish what changed. */
  onSettled(tell: () => void): () => void;
}

export interface LogLine {
  /** Simulated epoch milliseconds. */
  time: number;
  text: string;
}

export interface PodRuntime {
  /** `kubectl logs`: the lines, or the real refusal (`container "x" in pod "y" is waiting to start: ContainerCreating`). */
  logs(
    pod: { namespace: string; name: string },
    options?: { container?: string; previous?: boolean; since?: number; tail?: number },
  ): Answer<LogLine[]>;
  /** `kubectl logs -f`: each new line. The answer stops it. */
  follow(
    pod: { namespace: string; name: string },
    container: string | undefined,
    tell: (line: LogLine) => void,
  ): () => void;
  /** `kubectl exec`. */
  exec(
    pod: { namespace: string; name: string },
    container: string | undefined,
    argv: string[],
    options?: { stdin?: string; signal?: AbortSignal },
  ): Promise<Answer<{ exitCode: number; stdout: string; stderr: string }>>;
}

export interface HttpRequest {
  method: string;
  path: string;
  headers: { [name: string]: string };
  body: string;
}

export interface HttpResponse {
  status: number;
  headers: { [name: string]: string };
  body: string;
}

/** Why no answer came: as a client sees it. */
export interface NetworkError {
  code: 'ENOTFOUND' | 'ECONNREFUSED' | 'ETIMEDOUT' | 'ECONNRESET';
  host: string;
  port: number;
}

export type NetworkAnswer = { ok: true; response: HttpResponse } | { ok: false; error: NetworkError };

/** Where a request comes from: a Pod, or the learner's own machine (which reaches the cluster by port-forward only). */
export type Caller = 'workstation' | { namespace: string; name: string };

export interface ClusterNet {
  /** One HTTP request over simulated DNS and Services. The promise settles only while time advances. */
  fetch(
    from: Caller,
    url: string,
    init?: Partial<HttpRequest> & { timeoutMs?: number },
  ): Promise<NetworkAnswer>;
  /**
   * `kubectl port-forward`: what the workstation asks of `localhost:localPort` goes to a Pod's port. The answer ends it; a text
   * says why it cannot start.
   */
  forward(localPort: number, pod: { namespace: string; name: string }, port: number): (() => void) | string;
  /** Told of each request with what became of it. */
  onRequest(
    tell: (request: {
      time: number;
      from: string;
      url: string;
      service?: string;
      pod?: string;
      status?: number;
      error?: NetworkError['code'];
    }) => void,
  ): () => void;
}

/** An image that the lab can run. */
export interface LabImage {
  /** With its registry: `docker.io/library/nginx`, `quay.io/curl/curl`. */
  repository: string;
  /** Tag to digest (`sha256:...`). A tag that is not here does not exist in the real registry either, unless `knownTags` says so. */
  tags: { [tag: string]: string };
  /** The `USER` of the image as it is written there: `''` is root, `nginx` is a name, `101` a number. */
  user: string;
  entrypoint: string[];
  command: string[];
  workingDir: string;
  env: { [name: string]: string };
  /** The ports that its server listens on by default, as `EXPOSE` tells. */
  ports: number[];
  /** What the program at `entrypoint`/`command` does; absent: only shells and tools run in it. */
  program?: string;
}

export interface ImageCatalog {
  images(): LabImage[];
  /** The image and digest, `unknown` (does not exist, as far as we know) or `absent` (exists, and the lab does not have it). */
  resolve(reference: string): { image: LabImage; digest: string } | 'unknown' | 'absent' | 'invalid';
}

/** One line of the cluster's log: from it come the timeline, undo and replay. */
export interface LogEntry {
  /** 1, 2, 3, ... over the life of the cluster. */
  sequence: number;
  /** Simulated epoch milliseconds. */
  time: number;
  /** `kubelet`, `job-controller`, `argocd-application-controller`, `learner`, ... */
  actor: string;
  /** The object it is about, if any. */
  object?: ObjectRef;
  /** What happened, in a few words: `created`, `patched`, `container started`, `synced`. */
  what: string;
  /** Why: the rule, the cause or the message. */
  why?: string;
}

export interface ClusterLog {
  /** What is kept, oldest first; bounded. */
  entries(): readonly LogEntry[];
  write(entry: { actor: string; object?: ObjectRef; what: string; why?: string }): void;
  onEntry(tell: (entry: LogEntry) => void): () => void;
}

export interface Cluster {
  time: SimTime;
  api: KubeApi;
  pods: PodRuntime;
  net: ClusterNet;
  images: ImageCatalog;
  log: ClusterLog;
  /** A fault of our own, if there was one: what runs on it is not to be trusted, and is not shown as a lesson. */
  faults(): readonly string[];
  dispose(): void;
}

export interface ClusterOptions {
  /** Same seed and same actions: same bytes. */
  seed: number;
  /** Simulated epoch milliseconds at which the cluster starts. */
  startAt: number;
  nodes?: number;
}
