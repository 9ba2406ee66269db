import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine } from '@/lib/lab/engine';
import { createParts } from '@/lib/lab/parts';
import type { Reply } from '@/lib/lab/protocol';
import { targetsOf } from '@/lib/lab/targets';
import { workspaceOf } from '@/lib/lab/workspace';
import { type FileContent, type Tree, treeOf, withFiles } from '@/lib/tree';

function folder(name: string): Tree {
  const root = path.join('content/week1/day6', name);
  const files = readdirSync(root, { recursive: true })
    .map(String)
    .filter((file) => statSync(path.join(root, file)).isFile());
  return treeOf(Object.fromEntries(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')])));
}

const start = folder('start');
const solution = withFiles(start, folder('solution'));

/** What the worker says of a tree. */
async function said(tree: Tree): Promise<Reply[]> {
  const replies: Reply[] = [];
  const later = (callback: () => void) => callback();
  const send = createEngine({ ...createParts(), post: (reply) => replies.push(reply), later });
  send({ type: 'open', lesson: 'week1/day6' });
  await expect.poll(() => replies.some((reply) => reply.type === 'ready'), { timeout: 20_000 }).toBe(true);
  send({ type: 'files', version: 1, changed: [...tree] });
  return replies;
}

const replyOf = <T extends Reply['type']>(replies: Reply[], type: T) =>
  replies.find((reply): reply is Extract<Reply, { type: T }> => reply.type === type);

describe('the lab of week 1, day 6', () => {
  it('fails every required step of the start and passes every step of the solution', async () => {
    const before = replyOf(await said(start), 'checked');
    expect(before?.steps.filter(({ optional }) => !optional).map(({ done }) => done)).not.toContain(true);
    const after = replyOf(await said(solution), 'checked');
    expect(after?.steps.filter(({ done }) => !done).map(({ id }) => id)).toEqual([]);
  });

  it('finds no error in the start or the solution', async () => {
    for (const tree of [start, solution]) {
      const files = replyOf(await said(tree), 'diagnosed')?.files ?? [];
      const errors = files.flatMap(([file, found]) =>
        found.filter(({ severity }) => severity === 1).map(({ message }) => `${file}: ${message}`),
      );
      expect(errors).toEqual([]);
    }
  });

  it('knows which directory the Application points at', () => {
    expect(targetsOf(workspaceOf(start))).toEqual([
      { path: 'app.yaml', name: 'echo-frontend', directory: 'argocd-learning/week1/day5/overlays/dev' },
    ]);
  });
});

describe('hostile files', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x, x]',
    ...'bcdefghij'
      .split('')
      .map((name, n) => `${name}: &${name} [${Array(10).fill(`*${'abcdefghi'[n]}`).join(', ')}]`),
  ].join('\n');
  const files: Record<string, FileContent> = {
    'alias bomb': bomb,
    '10,000 brackets': '['.repeat(10_000),
    'a NUL byte': 'kind: Job\u0000\n',
    'Windows-1252': new Uint8Array([0x61, 0x3a, 0x20, 0xe9]),
    '5 MB': 'key: value\n'.repeat(500_000),
  };

  it.each(Object.keys(files))('%s gets a diagnostic that says what is wrong, and no bug', async (name) => {
    const replies = await said(treeOf({ 'x.yaml': files[name] ?? '' }));
    expect(replyOf(replies, 'failed')).toBeUndefined();
    const found = replyOf(replies, 'diagnosed')?.files.find(([file]) => file === 'x.yaml')?.[1];
    expect(found).toHaveLength(1);
  });

  it('a key named __proto__ is a key', async () => {
    const replies = await said(
      treeOf({ 'x.yaml': '__proto__: {polluted: true}\nconstructor: {prototype: 1}\n' }),
    );
    expect(replyOf(replies, 'failed')).toBeUndefined();
    expect('polluted' in {}).toBe(false);
    const [object] = workspaceOf(treeOf({ 'x.yaml': '__proto__: {a: 1}' })).objects('x.yaml');
    expect(Object.keys(object?.value ?? {})).toEqual(['__proto__']);
  });
});

describe('the workspace', () => {
  it('gives the objects of a file with their lines', () => {
    const tree = treeOf({ 'a.yaml': '# x\nkind: A\n---\n\nkind: B\n---\n- no object\n' });
    expect(
      workspaceOf(tree)
        .objects('a.yaml')
        .map(({ line, value }) => [line, value.kind]),
    ).toEqual([
      [2, 'A'],
      [5, 'B'],
    ]);
    expect(workspaceOf(tree).objects('gone.yaml')).toEqual([]);
  });

  it('gives none of a file that cannot be read as a whole', () => {
    expect(workspaceOf(treeOf({ 'a.yaml': 'kind: A\n---\n: [\n' })).objects('a.yaml')).toEqual([]);
  });

  it('does not keep the objects of an older text', () => {
    const cache = new Map();
    expect(workspaceOf(treeOf({ a: 'kind: A' }), cache).objects('a')[0]?.value.kind).toBe('A');
    expect(workspaceOf(treeOf({ a: 'kind: B' }), cache).objects('a')[0]?.value.kind).toBe('B');
  });

  it('gives the objects of a build with the files they come from, or the error word for word', () => {
    const built = workspaceOf(start).build('argocd-learning/week1/day5/overlays/dev');
    expect('objects' in built && built.objects.map(({ path: file, value }) => [value.kind, file])).toEqual(
      expect.arrayContaining([
        ['Deployment', 'argocd-learning/week1/day5/app/base/deployment.yaml'],
        ['Job', 'argocd-learning/week1/day5/app/base/preflight-job.yaml'],
      ]),
    );
    const failed = workspaceOf(treeOf({ 'x/kustomization.yaml': 'resources: [gone.yaml]' })).build('x');
    expect('error' in failed && failed.error).toMatch(/^accumulating resources: .*gone\.yaml/);
  });
});
