import { type ArgoCd, type ArgoCdSettings, startArgoCd } from '@/lib/argocd';
import { type Cluster, createCluster } from '@/lib/cluster';
import { cloneRepository, createGitHost, type GitHost, type HostedRepository } from '@/lib/git';
import type { Tree } from '@/lib/tree';
import { createLab, type Lab } from '../store';
import { type ApplicationState, applicationState, findApplication } from './application';
import { applicationsOf, type WrittenApplication } from './applications';
import { type ClusterActions, clusterActions } from './cluster-actions';
import { type GitActions, gitActions } from './git-actions';
import { below } from './repository';

export interface LabOptions {
  /** The workspace as the lesson begins: the repository's folder, and the Applications beside it. */
  start: Tree;
  /** What the lesson's solution adds to it; the workspace shows how far one is. */
  solution?: Tree;
  lesson?: string;
  /** Same seed, same moment and same actions: the same bytes. */
  seed?: number;
  /** Simulated epoch milliseconds. */
  startAt?: number;
  author?: { name: string; email: string };
  argocd?: Partial<ArgoCdSettings>;
}

/** A lesson's lab: a workspace, a repository and its server, a cluster and Argo CD in it, on one simulated clock. */
export interface RunningLab extends GitActions, ClusterActions {
  cluster: Cluster;
  argocd: ArgoCd;
  /** The learner's files; each change is an action of it: `edit`, `copy`, `rename`, `remove`, `undo`, ... */
  workspace: Lab;
  host: GitHost;
  /** The repository on the server. */
  remote: HostedRepository;
  /** What an Application's status says; undefined where there is none of that name. */
  application(name?: string): ApplicationState | undefined;
  dispose(): void;
}

/** Why a workspace is no lab: for the author of a lesson. */
export class NoLab extends Error {}

const MONDAY = Date.UTC(2026, 0, 5, 9);
const DAY = 86_400_000;
/** So long may the first sync of a lesson take, in simulated time. */
const BEGINNING = 600_000;

/**
 * Puts a lab together and brings it to where a lesson begins: what the repository holds is pushed, the Applications are applied,
 * synced and healthy.
 *
 * @throws NoLab when the workspace holds no Application, or its Applications do not become synced and healthy.
 */
export async function startLab(options: LabOptions): Promise<RunningLab> {
  const { start, solution = start, lesson = 'lab', seed = 1, startAt = MONDAY } = options;
  const author = options.author ?? { name: 'your-name', email: 'you@example.com' };
  const applications = applicationsOf(start);
  const [first] = applications;
  if (first === undefined) throw new NoLab('No Application lies beside the repository.');

  const host = createGitHost();
  const remote = await host.create(first.repoURL);
  const tree = below(start, first.folder);
  await remote.write({ tree, author, at: startAt - DAY, message: 'Where the lesson begins' });
  const cluster = createCluster({ seed, startAt });
  const argocd = startArgoCd(cluster, { repositories: host, ...options.argocd });
  const copy = await cloneRepository({
    http: host.http,
    url: first.repoURL,
    author,
    now: () => cluster.time.now(),
  });
  const workspace = createLab();
  workspace.begin({ lesson, start, solution });

  const lab: RunningLab = {
    cluster,
    argocd,
    workspace,
    host,
    remote,
    ...gitActions({ copy, workspace, folder: first.folder, log: cluster.log }),
    ...clusterActions({ cluster, argocd, workspace, main: first.name }),
    application(name = first.name) {
      const found = findApplication(cluster, name);
      return found && applicationState(found);
    },
    dispose() {
      argocd.dispose();
      cluster.dispose();
    },
  };
  await begin(lab, applications);
  return lab;
}

/** Applies the Applications and syncs those that wait for somebody to do it. */
async function begin(lab: RunningLab, applications: readonly WrittenApplication[]): Promise<void> {
  for (const path of new Set(applications.map((application) => application.path))) {
    const { exitCode, stderr } = lab.apply(path);
    if (exitCode !== 0) throw new NoLab(`${path} cannot be applied: ${stderr}`);
  }
  const states = () => applications.map(({ name }) => lab.application(name));
  await lab.waitUntil(() => states().every((state) => state?.sync), BEGINNING);
  for (const { name } of applications)
    if (lab.application(name)?.phase === '' && lab.application(name)?.sync === 'OutOfSync')
      lab.sync({}, name);
  const ready = () =>
    states().every(
      (state) => state?.sync === 'Synced' && state.health === 'Healthy' && state.phase !== 'Running',
    );
  if (await lab.waitUntil(ready, BEGINNING)) return;
  throw new NoLab(`The lesson's beginning does not become healthy: ${JSON.stringify(states())}`);
}
