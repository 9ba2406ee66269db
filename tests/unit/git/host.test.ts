import { describe, expect, it } from 'vitest';
import { cloneRepository, createGitHost, protectedBranch } from '@/lib/git';
import { treeOf, withFiles } from '@/lib/tree';
import { ADA, BEGIN, GRACE, URL } from './play';

const FILES = treeOf({ 'README.md': '# One\n', 'week1/a.yaml': 'a: 1\n' });

async function world() {
  const host = createGitHost();
  const hosted = await host.create(URL);
  const first = await hosted.write({ tree: FILES, author: ADA, at: BEGIN, message: 'One' });
  const copy = await cloneRepository({ http: host.http, url: URL, author: ADA, now: () => BEGIN + 60_000 });
  return { host, hosted, first, copy };
}

describe('a server of repositories', () => {
  it('tells its refs and its commits, with their files, without waiting', async () => {
    const { host, hosted, first } = await world();
    expect(host.find('https://github.com/Ada/argocd-learning')).toBe(hosted);
    expect(host.find('https://github.com/ada/other.git')).toBeUndefined();
    expect(hosted.refs().refs).toEqual([
      { name: 'HEAD', hash: first },
      { name: 'refs/heads/main', hash: first },
    ]);
    const commit = hosted.commit(first.slice(0, 7));
    expect(commit).toMatchObject({
      hash: first,
      author: 'Ada <ada@example.com>',
      date: BEGIN,
      message: 'One\n',
    });
    expect(commit?.tree).toEqual(FILES);
    expect(hosted.commit(first.slice(0, 6))).toBeUndefined();
    expect(hosted.commit('0123456789abcdef0123456789abcdef01234567')).toBeUndefined();
  });

  it('tells of a push once its refs say so too', async () => {
    const { hosted, copy, first } = await world();
    const heard: unknown[] = [];
    const stop = hosted.onPush((push) => heard.push([push, hosted.refs().refs[0]?.hash]));
    await copy.setFiles(withFiles(copy.files(), [['week1/b.yaml', 'b: 2\n']]));
    await copy.add(['.']);
    const { hash = '' } = await copy.commit('Two');
    await copy.push();
    expect(heard).toEqual([[{ ref: 'refs/heads/main', before: first, after: hash }, hash]]);
    expect([...(hosted.commit(hash)?.tree.keys() ?? [])].sort()).toEqual([
      'README.md',
      'week1/a.yaml',
      'week1/b.yaml',
    ]);
    stop();
    await copy.tag('v1');
    await copy.push({ ref: 'v1' });
    expect(heard).toHaveLength(1);
    expect(hosted.refs().refs).toContainEqual({ name: 'refs/tags/v1', hash });
  });

  it('keeps a protected branch as it is, in GitHub’s words', async () => {
    const { hosted, copy, first } = await world();
    hosted.setRule(protectedBranch('main'));
    await copy.setFiles(withFiles(copy.files(), [['README.md', '# Two\n']]));
    await copy.commit('Two', { all: true });
    const pushed = await copy.push();
    expect(pushed).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `remote: error: GH006: Protected branch update failed for refs/heads/main.        
remote: 
remote: - Changes must be made through a pull request.        
To ${URL}
 ! [remote rejected] main -> main (protected branch hook declined)
error: failed to push some refs to '${URL}'
`,
    });
    expect(hosted.refs().refs[0]?.hash).toBe(first);
    await copy.switchTo('day6', { create: true });
    expect((await copy.push({ ref: 'day6', setUpstream: true })).exitCode).toBe(0);
    hosted.setRule(undefined);
    await copy.switchTo('main');
    expect((await copy.push()).exitCode).toBe(0);
  });

  it('says that a repository is not there', async () => {
    const host = createGitHost();
    const hosted = await host.create(URL);
    await hosted.write({ tree: FILES, author: ADA, at: BEGIN, message: 'One' });
    let gone = false;
    const http: typeof host.http = {
      request: (request) =>
        host.http.request(
          gone ? { ...request, url: request.url.replace('argocd-learning', 'none') } : request,
        ),
    };
    const copy = await cloneRepository({ http, url: URL, author: ADA, now: () => BEGIN });
    gone = true;
    const said = `remote: Repository not found.\nfatal: repository '${URL}/' not found\n`;
    expect(await copy.push()).toEqual({ exitCode: 128, stdout: '', stderr: said });
    expect(await copy.pull()).toEqual({ exitCode: 128, stdout: '', stderr: said });
  });

  it('takes nonsense for nothing', async () => {
    const { host, hosted, first } = await world();
    const nonsense = ['', '0', 'zzzz', '0009hello', `0000${'x'.repeat(100)}`, 'ffff'];
    for (const text of nonsense)
      for (const service of ['git-upload-pack', 'git-receive-pack']) {
        const body = (async function* () {
          yield new TextEncoder().encode(text);
        })();
        await host.http
          .request({ url: `${URL}/${service}`, method: 'POST', body })
          .catch((error: unknown) => {
            expect(error).toBeInstanceOf(Error);
          });
      }
    expect(hosted.refs().refs[0]?.hash).toBe(first);
  });
});

describe('a clone', () => {
  it('sees two edits of the same length in the same instant', async () => {
    const { copy } = await world();
    await copy.setFiles(withFiles(copy.files(), [['README.md', '# Two\n']]));
    await copy.add(['.']);
    await copy.setFiles(withFiles(copy.files(), [['README.md', '# Six\n']]));
    expect((await copy.statusText({ short: true })).stdout).toBe('MM README.md\n');
  });

  it('keeps bytes that are not text', async () => {
    const { copy, hosted } = await world();
    const bytes = Uint8Array.of(0xff, 0xfe, 0, 1);
    await copy.setFiles(withFiles(copy.files(), [['image.bin', bytes]]));
    await copy.add(['.']);
    const { hash = '' } = await copy.commit('Bytes');
    await copy.push();
    expect(hosted.commit(hash)?.tree.get('image.bin')).toEqual(bytes);
  });

  it('takes a file where a folder was, and a folder where a file was', async () => {
    const { copy } = await world();
    await copy.setFiles(treeOf({ 'README.md/why.md': '?\n', week1: 'a file\n' }));
    await copy.add(['.']);
    await copy.commit('The other way round');
    expect((await copy.statusText({ short: true })).stdout).toBe('');
    await copy.setFiles(FILES);
    expect((await copy.statusText({ short: true })).stdout).toBe(
      ' D README.md/why.md\n D week1\n?? README.md\n?? week1/\n',
    );
  });

  it('brings a colleague’s commit into the folder, and gives up what cannot be merged', async () => {
    const { copy, hosted } = await world();
    const theirs = withFiles(FILES, [['README.md', '# Theirs\n']]);
    await hosted.write({ tree: theirs, author: GRACE, at: BEGIN, message: 'Theirs' });
    await copy.setFiles(withFiles(copy.files(), [['README.md', '# Mine\n']]));
    await copy.commit('Mine', { all: true });
    const mine = await copy.resolve('HEAD');
    const pulled = await copy.pull({ merge: true });
    expect(pulled.exitCode).toBe(1);
    expect(pulled.stdout).toContain('CONFLICT (content): Merge conflict in README.md\n');
    expect(await copy.resolve('HEAD')).toBe(mine);
    expect(copy.files().get('README.md')).toBe('# Mine\n');
    expect((await copy.statusText({ short: true })).stdout).toBe('');
  });
});
