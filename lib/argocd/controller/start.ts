import type { Cluster } from '@/lib/cluster';
import type { Compared } from './compare';
import { ApplicationController } from './controller';
import { LiveState } from './live-state';
import { RepoServer } from './manifests/repo-server';
import type { Repositories } from './repository';
import { ArgoCdServer } from './server';
import { type ArgoCdSettings, DEFAULT_ARGOCD_SETTINGS } from './settings';
import { Webhooks } from './webhooks';
import { CONTROLLER, type World } from './world';

export interface ArgoCdOptions extends Partial<ArgoCdSettings> {
  /** Where Git is. */
  repositories: Repositories;
}

export interface ArgoCd {
  settings: ArgoCdSettings;
  /** What the command line and the screen ask for. */
  server: ArgoCdServer;
  /** What the last comparison of an Application found: its resources with their health, and what differs. */
  compared(application: string): Compared | undefined;
  dispose(): void;
}

/**
 * Installs Argo CD in a cluster: its namespace, the project `default`, and the controller, which runs from now on while the
 * cluster's time advances.
 */
export function startArgoCd(cluster: Cluster, { repositories, ...given }: ArgoCdOptions): ArgoCd {
  const settings = { ...DEFAULT_ARGOCD_SETTINGS, ...given };
  install(cluster, settings);
  const repos = new RepoServer(repositories, () => cluster.time.now());
  const holder: { controller?: ApplicationController } = {};
  const live = new LiveState(cluster, (change) => holder.controller?.onLive(change));
  const world: World = { cluster, live, repos, settings, diffs: new Map() };
  const controller = new ApplicationController(world);
  holder.controller = controller;
  const webhooks = settings.webhooks ? new Webhooks(world, repositories) : undefined;
  return {
    settings,
    server: new ArgoCdServer(cluster, repositories, settings),
    compared: (application) => controller.compared(`${settings.namespace}/${application}`),
    dispose: () => {
      webhooks?.dispose();
      controller.dispose();
      live.dispose();
    },
  };
}

function install({ api }: Cluster, { namespace }: ArgoCdSettings): void {
  const by = { manager: CONTROLLER, why: 'Argo CD is installed' };
  api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }, by);
  api.create(
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: 'default', namespace },
      spec: {
        sourceRepos: ['*'],
        destinations: [{ server: '*', namespace: '*' }],
        clusterResourceWhitelist: [{ group: '*', kind: '*' }],
      },
    },
    by,
  );
}
