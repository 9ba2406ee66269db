import { type ArgoCd, type ArgoCdSettings, readOperationState, startArgoCd } from '@/lib/argocd';
import { type ApiObject, type Cluster, createCluster, type JsonMap } from '@/lib/cluster';
import { mapsAt, textAt } from '@/lib/cluster/object';
import { GitServer, URL } from './repositories';

export const START = Date.UTC(2026, 0, 5, 8);
const APPLICATION = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', namespace: 'argocd' };

/** A cluster with Argo CD in it and a Git server, for tests. */
export class Lab {
  readonly git = new GitServer();
  readonly cluster: Cluster;
  readonly argocd: ArgoCd;

  constructor(settings: Partial<ArgoCdSettings> = {}, seed = 7) {
    this.cluster = createCluster({ seed, startAt: START });
    this.argocd = startArgoCd(this.cluster, { repositories: this.git, ...settings });
  }

  /** Writes files to Git and applies an Application `app` that takes its manifests from the top of the repository. */
  async deploy(files: { [path: string]: string }, spec: JsonMap = {}, metadata: JsonMap = {}): Promise<void> {
    this.git.push(files);
    this.application(spec, metadata);
    await this.advance(1);
  }

  application(spec: JsonMap = {}, metadata: JsonMap = {}, name = 'app'): void {
    const { namespace } = APPLICATION;
    const applied = this.cluster.api.apply({
      apiVersion: APPLICATION.apiVersion,
      kind: APPLICATION.kind,
      metadata: { name, namespace, ...metadata },
      spec: {
        project: 'default',
        source: { repoURL: URL, path: '.', targetRevision: 'main' },
        destination: { server: 'https://kubernetes.default.svc', namespace: 'default' },
        ...spec,
      },
    });
    if (!applied.ok) throw new Error(applied.error.message);
  }

  advance(seconds: number, until?: () => boolean): Promise<void> {
    return this.cluster.time.advance(seconds * 1000, until ? { until } : {});
  }

  /** Asks for a sync and waits for its end, at most so many seconds. */
  async sync(
    request: Parameters<ArgoCd['server']['sync']>[1] = {},
    maxSeconds = 600,
  ): Promise<{ phase: string; message: string }> {
    const asked = this.argocd.server.sync('app', request);
    if (!asked.ok) throw new Error(asked.message);
    await this.advance(maxSeconds, () => this.isIdle());
    await this.advance(1);
    return this.operation();
  }

  isIdle(): boolean {
    const { operation } = this.app();
    const phase = this.operation().phase;
    return operation === undefined && phase !== 'Running' && phase !== 'Terminating';
  }

  app(name = 'app'): ApiObject {
    const found = this.cluster.api.get({ ...APPLICATION, name });
    if (!found.ok) throw new Error(found.error.message);
    return found.value;
  }

  get stored() {
    return readOperationState(JSON.parse(JSON.stringify(this.app().status?.operationState ?? null)))?.state;
  }

  operation(): { phase: string; message: string } {
    const { phase = '', message = '' } = this.stored ?? {};
    return { phase, message };
  }

  /** `Synced Healthy`. */
  status(name = 'app'): string {
    const { status } = this.app(name);
    return `${textAt(status, 'sync', 'status')} ${textAt(status, 'health', 'status')}`;
  }

  conditions(name = 'app'): string[] {
    return mapsAt(this.app(name), 'status', 'conditions').map(
      (one) => `${textAt(one, 'type')}: ${textAt(one, 'message')}`,
    );
  }

  find(kind: string, name: string, namespace: string | undefined = 'default'): ApiObject | undefined {
    const served = this.cluster.api.resources().find((one) => one.kind === kind);
    if (!served) throw new Error(`${kind} is not served`);
    const ref = { apiVersion: served.apiVersion, kind, name, ...(served.namespaced && { namespace }) };
    const found = this.cluster.api.get(ref);
    return found.ok ? found.value : undefined;
  }

  list(apiVersion: string, kind: string): ApiObject[] {
    const listed = this.cluster.api.list({ apiVersion, kind });
    return listed.ok ? listed.value.items : [];
  }

  /** What was said of an object in Events: `reason: message`. */
  events(kind: string, name: string): string[] {
    return this.list('v1', 'Event')
      .filter(
        (event) =>
          textAt(event, 'involvedObject', 'kind') === kind &&
          textAt(event, 'involvedObject', 'name') === name,
      )
      .map((event) => `${textAt(event, 'reason')}: ${textAt(event, 'message')}`);
  }
}
