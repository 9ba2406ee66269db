import type { Commit, GitRef, Repositories } from './repository';

/** A revision's commit, or why there is none, as the repo server answers it. */
export type Resolved = { ok: true; commit: Commit } | { ok: false; error: string };

/**
 * The newest commit that a target revision names: a branch, a tag, `HEAD`, a full name of a ref, or a hash, whole or not.
 * As util/git/client.go, lsRemote, and reposerver/repository, checkoutRevision. A constraint of versions (`v1.*`) counts as a
 * name.
 */
export function resolveRevision(repositories: Repositories, url: string, revision: string): Resolved {
  const unknown = (error: string): Resolved => ({
    ok: false,
    error: `rpc error: code = Unknown desc = ${error}`,
  });
  const repository = repositories.find(url);
  if (!repository) return unknown(`failed to list refs: ${notFound(url)}`);
  const wanted = revision === '' ? 'HEAD' : revision;
  let hash = wanted;
  if (!isWholeHash(wanted)) {
    const answer = repository.refs();
    if (!answer.ok) return unknown(`failed to list refs: ${answer.error}`);
    const ref = answer.refs.find((one) => isNamed(one, wanted));
    if (ref) hash = ref.hash;
    else if (!/^[0-9a-f]{7,}$/i.test(wanted)) {
      return unknown(`unable to resolve '${wanted}' to a commit SHA: revision not found`);
    }
  }
  const commit = repository.commit(hash.toLowerCase());
  if (commit) return { ok: true, commit };
  const why = isWholeHash(hash)
    ? `remote error: upload-pack: not our ref ${hash}`
    : `couldn't find remote ref ${hash}`;
  const command = `\`git fetch origin ${hash} --tags --force --prune\` failed exit status 128: fatal: ${why}`;
  return {
    ok: false,
    error: `rpc error: code = Internal desc = Failed to checkout revision ${hash}: ${command}`,
  };
}

/** GitHub asks for a password where there is no such repository, as it does for a private one. */
const notFound = (url: string): string =>
  /^https:\/\/github\.com\//i.test(url)
    ? 'authentication required: Repository not found.'
    : 'repository not found';

const isWholeHash = (revision: string): boolean => /^[0-9a-f]{40}$/i.test(revision);

/** As IsShortRef: what does not start with `refs/` is the short name of a branch or a tag, or `HEAD`. */
const isNamed = ({ name }: GitRef, wanted: string): boolean =>
  name === wanted || (!wanted.startsWith('refs/') && shortName(name) === wanted);

const shortName = (name: string): string => name.replace(/^refs\/(?:heads|tags|remotes)\//, '');
