import { describe, expect, it } from 'vitest';
import { resolveRevision } from '@/lib/argocd';
import { GitServer, URL } from './repositories';

describe('which commit a target revision names', () => {
  const git = new GitServer();
  const first = git.push({ 'a.yaml': 'a: 1' });
  const second = git.push({ 'a.yaml': 'a: 2' });
  const hashOf = (revision: string) => {
    const resolved = resolveRevision(git, URL, revision);
    return resolved.ok ? resolved.commit.hash : resolved.error;
  };

  it('knows branches, HEAD, full names, and hashes, whole or not', () => {
    expect(['', 'HEAD', 'main', 'refs/heads/main'].map(hashOf)).toEqual([second, second, second, second]);
    expect([first, first.slice(0, 8)].map(hashOf)).toEqual([first, first]);
  });

  it('says what the repo server says of those that are not there', () => {
    expect(hashOf('mian')).toBe(
      "rpc error: code = Unknown desc = unable to resolve 'mian' to a commit SHA: revision not found",
    );
    expect(hashOf('fffffff')).toBe(
      "rpc error: code = Internal desc = Failed to checkout revision fffffff: `git fetch origin fffffff --tags --force --prune` failed exit status 128: fatal: couldn't find remote ref fffffff",
    );
    expect(hashOf('f'.repeat(40))).toContain('fatal: remote error: upload-pack: not our ref ffffffff');
  });

  it('says so when there is no such repository, or the server refuses', () => {
    expect(resolveRevision(git, `${URL}x`, 'main')).toEqual({
      ok: false,
      error: 'rpc error: code = Unknown desc = failed to list refs: repository not found',
    });
    expect(resolveRevision(git, 'https://github.com/your-name/app.git', 'main')).toMatchObject({
      error: expect.stringMatching(/failed to list refs: authentication required: Repository not found\.$/),
    });
    const closed = new GitServer();
    closed.refusal = 'authentication required: Unauthorized';
    expect(resolveRevision(closed, URL, 'main')).toMatchObject({
      ok: false,
      error: 'rpc error: code = Unknown desc = failed to list refs: authentication required: Unauthorized',
    });
  });
});
