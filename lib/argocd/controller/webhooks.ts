import type { ApiObject } from '@/lib/cluster';
import { changesBetween, resolvePath } from '@/lib/tree';
import { readApplication } from '../application/spec';
import { ANNOTATION } from '../resource/names';
import { refOf } from './json';
import type { Push, Repositories, Repository } from './repository';
import type { World } from './world';

const PATHS = 'argocd.argoproj.io/manifest-generate-paths';

/** Refreshes the Applications that a push is about. As util/webhook, HandleEvent. */
export class Webhooks {
  private readonly heard = new Map<string, { repository: Repository; stop: () => void }>();
  private readonly stop: () => void;

  constructor(
    private readonly world: World,
    private readonly repositories: Repositories,
  ) {
    const { api } = world.cluster;
    const query = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      namespace: world.settings.namespace,
    };
    for (const object of this.applications()) this.hear(object);
    this.stop = api.watch(query, ({ object }) => this.hear(object));
  }

  dispose(): void {
    this.stop();
    for (const { stop } of this.heard.values()) stop();
  }

  private applications(): ApiObject[] {
    const { namespace } = this.world.settings;
    const listed = this.world.cluster.api.list({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      namespace,
    });
    return listed.ok ? listed.value.items : [];
  }

  /** Listens to the repository of an Application, if it does not yet. */
  private hear(object: ApiObject): void {
    const url = readApplication(object).source.repoURL;
    const repository = this.heard.has(url) ? undefined : this.repositories.find(url);
    if (!repository) return;
    const stop = repository.onPush((push) => this.onPush(url, repository, push));
    this.heard.set(url, { repository, stop });
  }

  private onPush(url: string, repository: Repository, push: Push): void {
    for (const object of this.applications()) {
      const { source } = readApplication(object);
      if (source.repoURL !== url || !isAbout(repository, push, source.targetRevision)) continue;
      if (!touches(repository, push, object, source.path)) continue;
      const patch = { metadata: { annotations: { [ANNOTATION.refresh]: 'normal' } } };
      const by = { manager: 'argocd-server', why: `a push to ${push.ref}` };
      this.world.cluster.api.patch(refOf(object), 'merge', patch, by);
    }
  }
}

function isAbout(repository: Repository, push: Push, revision: string): boolean {
  const short = push.ref.replace(/^refs\/(?:heads|tags)\//, '');
  if (revision !== '' && revision !== 'HEAD') return revision === short || revision === push.ref;
  const answer = repository.refs();
  const head = answer.ok ? answer.refs.find(({ name }) => name === 'HEAD') : undefined;
  return head === undefined || head.hash === push.after;
}

/** As AppFilesHaveChanged: without the annotation every push counts. */
function touches(repository: Repository, push: Push, object: ApiObject, path: string): boolean {
  const annotation = object.metadata.annotations?.[PATHS];
  const before = push.before === undefined ? undefined : repository.commit(push.before)?.tree;
  const after = push.after === undefined ? undefined : repository.commit(push.after)?.tree;
  if (!annotation || !before || !after) return true;
  const folders = annotation
    .split(';')
    .filter((item) => item !== '')
    .map((item) => (item.startsWith('/') ? resolvePath('', item.slice(1)) : resolvePath(path, item)));
  return changesBetween(before, after).some(({ path: changed }) =>
    folders.some(
      (folder) =>
        folder !== undefined && (folder === '' || changed === folder || changed.startsWith(`${folder}/`)),
    ),
  );
}
