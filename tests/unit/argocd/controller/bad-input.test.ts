import { describe, expect, it } from 'vitest';
import { Lab } from './lab';
import { configMap, job, kustomization } from './manifests';
import { URL } from './repositories';

const BEFORE =
  'Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = ';
const source = { repoURL: URL, path: '.', targetRevision: 'main' };

/** An Application that cannot be compared, beside one that can. */
async function beside(files: { [path: string]: string }, spec: object): Promise<Lab> {
  const lab = new Lab();
  lab.git.push({ 'good/a.yaml': configMap('good'), ...files });
  lab.application({ source: { ...source, path: 'good' } }, {}, 'good');
  lab.application(JSON.parse(JSON.stringify(spec)));
  await lab.advance(1);
  expect(lab.status('good')).toBe('OutOfSync Missing');
  expect(lab.cluster.faults()).toEqual([]);
  return lab;
}

describe('an Application that cannot be compared says why, and everything else goes on', () => {
  it('a path that is not there', async () => {
    const lab = await beside({}, { source: { ...source, path: 'bass' } });
    expect(lab.conditions()).toEqual([`ComparisonError: ${BEFORE}bass: app path does not exist`]);
    expect(lab.status()).toBe('Unknown Healthy');
    expect(await lab.sync()).toEqual({
      phase: 'Error',
      message: `ComparisonError: ${BEFORE}bass: app path does not exist`,
    });
  });

  it('a revision and a repository that are not there', async () => {
    const lost = await beside({}, { source: { ...source, targetRevision: 'mian' } });
    expect(lost.conditions()).toEqual([
      `ComparisonError: ${BEFORE}unable to resolve 'mian' to a commit SHA: revision not found`,
    ]);
    const nowhere = await beside({}, { source: { ...source, repoURL: 'https://git.example.com/none.git' } });
    expect(nowhere.conditions()).toEqual([
      `ComparisonError: ${BEFORE}failed to list refs: repository not found`,
    ]);
  });

  it('a kustomization that does not build, with the build’s own words', async () => {
    const smoke = job('x', 'true', { hook: 'PostSync' }).replace('name: x', 'generateName: smoke-');
    const files = { 'bad/kustomization.yaml': kustomization('job.yaml'), 'bad/job.yaml': smoke };
    const lab = await beside(files, { source: { ...source, path: 'bad' } });
    const [said = ''] = lab.conditions();
    expect(said).toContain(
      `${BEFORE}\`kustomize build <path to cached source>/bad\` failed exit status 1: Error: accumulating resources`,
    );
    expect(said).toContain('missing metadata.name');
    lab.git.push({ 'good/a.yaml': configMap('good'), 'bad/a.yaml': configMap('a') });
    lab.argocd.server.refresh('app');
    await lab.advance(1);
    expect(lab.conditions()).toEqual([]);
    expect(lab.status()).toBe('OutOfSync Missing');
  });

  it('a plain directory with a file that cannot be read', async () => {
    const lab = await beside(
      { 'bad/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n data: {}\n' },
      { source: { ...source, path: 'bad' } },
    );
    expect(lab.conditions()[0]).toContain(
      `${BEFORE}Failed to unmarshal "a.yaml": failed to unmarshal manifest: error converting YAML to JSON: yaml: line`,
    );
  });

  it('a project and a cluster that are not there, and what a project forbids', async () => {
    const lab = await beside({}, { project: 'shop', source });
    expect(lab.conditions()).toEqual([
      'InvalidSpecError: Application referencing project shop which does not exist',
    ]);
    expect(lab.status()).toBe('Unknown Unknown');
    const away = await beside({}, { destination: { server: 'https://elsewhere', namespace: 'default' } });
    expect(away.conditions()[0]).toContain(
      'InvalidSpecError: error getting cluster by server "https://elsewhere"',
    );
    lab.cluster.api.apply({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: 'shop', namespace: 'argocd' },
      spec: { sourceRepos: ['*'], destinations: [{ server: '*', namespace: 'shop-*' }] },
    });
    await lab.advance(1);
    expect(lab.conditions()[0]).toContain('do not match any of the allowed destinations in project');
  });

  it('an annotation whose value is no text', async () => {
    const annotation = 'argocd.argoproj.io/sync-wave: 5';
    const lab = await beside(
      { 'bad/a.yaml': configMap('a', 'a: "1"', annotation) },
      { source: { ...source, path: 'bad' } },
    );
    expect(lab.conditions()[0]).toContain(
      `${BEFORE}failed to set app instance tracking info on manifest: failed to get annotations from target object`,
    );
  });

  it('what real Argo CD can do and the lab cannot', async () => {
    const chart = await beside({ 'bad/Chart.yaml': 'name: shop' }, { source: { ...source, path: 'bad' } });
    expect(chart.conditions()).toEqual([
      `ComparisonError: ${BEFORE}the lab has no Helm: charts are not rendered here`,
    ]);
    const files = { 'bad/kustomization.yaml': kustomization('a.yaml'), 'bad/a.yaml': configMap('a') };
    const options = { ...source, path: 'bad', kustomize: { namePrefix: 'dev-' } };
    expect((await beside(files, { source: options })).conditions()).toEqual([
      `ComparisonError: ${BEFORE}the lab knows no spec.source.kustomize.namePrefix: write it in the kustomization instead`,
    ]);
    const several = await beside({}, { sources: [source, { ...source, path: 'good' }] });
    expect(several.conditions()[0]).toContain('the lab knows no Application with several sources');
  });
});
