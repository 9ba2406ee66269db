import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { names } from '@/content/week1/day6/names';
import { type RunningLab, startLab } from '@/lib/lab/headless';
import { treeOf, withFiles } from '@/lib/tree';
import { day6, solution, start, write } from './day6';

describe('a lab', () => {
  let lab: RunningLab;
  beforeAll(async () => {
    lab = await day6();
  });
  afterAll(() => lab.dispose());

  it('shows in the workspace what Git brings, and in Git what the workspace holds', async () => {
    const path = `${names.repository}/README.md`;
    write(lab, { [path]: '# Mine\n' });
    expect((await lab.git.statusText({ short: true })).stdout).toBe('?? README.md\n');
    lab.workspace.undo();
    expect((await lab.git.statusText({ short: true })).stdout).toBe('');
    lab.workspace.rename(
      `${names.inWorkspace.day5}/app/base/preflight-job.yaml`,
      `${names.repository}/job.yaml`,
    );
    await lab.git.add('.');
    const renamed = 'R  week1/day5/app/base/preflight-job.yaml -> job.yaml\n';
    expect((await lab.git.statusText({ short: true })).stdout).toBe(renamed);
    lab.workspace.undo();
    await lab.git.add('.');
    const tree = lab.workspace.getState().tree;
    expect((await lab.git.pull()).stdout).toBe('Already up to date.\n');
    expect(lab.workspace.getState().tree).toBe(tree);
  });

  it('says what kubectl says of a file that it cannot apply', () => {
    const said = (text: string) => {
      write(lab, { 'wrong.yaml': text });
      const { exitCode, stdout, stderr } = lab.apply('wrong.yaml');
      expect([exitCode, stdout]).toEqual([1, '']);
      return stderr;
    };
    expect(lab.apply('missing.yaml').stderr).toBe('error: the path "missing.yaml" does not exist\n');
    expect(said('')).toBe('error: no objects passed to apply\n');
    expect(said('a: [')).toMatch(
      /^error: error parsing wrong.yaml: error converting YAML to JSON: yaml: line 1: /,
    );
    expect(said('apiVersion: v1\nmetadata: {name: x}\n')).toMatch(/Object 'Kind' is missing in/);
    expect(said('kind: ConfigMap\nmetadata: {name: x}\n')).toContain('apiVersion not set');
    expect(said('apiVersion: argoproj.io/v1alpha1\nkind: Aplication\nmetadata: {name: x}\n')).toBe(
      'error: resource mapping not found for name: "x" namespace: "" from "wrong.yaml": no matches for kind "Aplication" in version "argoproj.io/v1alpha1"\nensure CRDs are installed first\n',
    );
    expect(said('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, namespace: nowhere}\n')).toBe(
      'Error from server (NotFound): error when creating "wrong.yaml": namespaces "nowhere" not found\n',
    );
  });

  it('applies every object of a file that it can', () => {
    write(lab, {
      'two.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one}\n---\nkind: Nothing\napiVersion: v1\nmetadata: {name: none}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: two}\n',
    });
    const { exitCode, stdout } = lab.apply('two.yaml');
    expect([exitCode, stdout]).toEqual([1, 'configmap/one created\nconfigmap/two created\n']);
    expect(lab.apply('two.yaml').stdout).toBe('configmap/one unchanged\nconfigmap/two unchanged\n');
  });

  it('refuses what Argo CD refuses', async () => {
    expect(lab.terminate()).toMatchObject({ ok: false });
    expect(lab.sync({}, 'nothing')).toMatchObject({ ok: false, code: 'NotFound' });
    expect(lab.application('nothing')).toBeUndefined();
    expect(lab.refresh('hard').ok).toBe(true);
    await lab.advance(1000);
    expect(lab.application()?.sync).toBe('Synced');
  });

  it('tells the real condition of an Application that is wrong, and mends with it', async () => {
    const right = start.get(names.applicationFile);
    const text = typeof right === 'string' ? right : '';
    const conditionOf = async (changed: string) => {
      write(lab, { [names.applicationFile]: changed });
      lab.apply(names.applicationFile);
      await lab.advance(1000);
      return (lab.application()?.conditions ?? []).map(({ message }) => message).join('\n');
    };
    expect(await conditionOf(text.replace('targetRevision: main', 'targetRevision: mian'))).toContain(
      "unable to resolve 'mian' to a commit SHA",
    );
    expect(await conditionOf(text.replace('argocd-learning.git', 'argocd-lerning.git'))).toMatch(
      /repository not found/i,
    );
    expect(await conditionOf(text.replace('project: default', 'project: mine'))).toContain(
      'Application referencing project mine which does not exist',
    );
    expect(await conditionOf(text)).toBe('');
    expect(lab.cluster.faults()).toEqual([]);
  });
});

describe('a workspace that is no lab', () => {
  it('is refused with the reason', async () => {
    await expect(startLab({ start: treeOf({ 'a.yaml': 'a: 1\n' }), solution })).rejects.toThrow(
      'No Application lies beside the repository.',
    );
    const broken = withFiles(start, [[`${names.inWorkspace.day5}/overlays/dev/kustomization.yaml`, 'a: [']]);
    await expect(startLab({ start: broken })).rejects.toThrow(/does not become healthy/);
  });
});
