import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'lab-'));
afterAll(() => rmSync(folder, { recursive: true }));
const args = ['--import', 'tsx', 'lib/argocd/scenario/cli.ts'];

describe('npm run -s lab -- sync FILE', () => {
  it('answers each scenario with the fields that it asks for', () => {
    const file = join(folder, 'scenarios.json');
    const manifests = [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } }];
    writeFileSync(
      file,
      JSON.stringify([{ id: 'one', manifests, expected: { operationPhase: '', order: [], derived: [] } }]),
    );
    const output = execFileSync('node', [...args, 'sync', file], { encoding: 'utf8' });
    expect(JSON.parse(output)).toEqual([
      { id: 'one', operationPhase: 'Succeeded', order: ['Sync/0/apply/ConfigMap/c'] },
    ]);
  });

  it('says how it is used, and what is wrong with a file', () => {
    expect(spawnSync('node', args, { encoding: 'utf8' })).toMatchObject({
      status: 1,
      stderr: 'Usage: npm run -s lab -- sync FILE\n',
    });
    const nowhere = spawnSync('node', [...args, 'sync', join(folder, 'nowhere.json')], { encoding: 'utf8' });
    expect(nowhere.status).toBe(1);
    expect(nowhere.stderr).toMatch(/^Error: ENOENT/);
  });

  it('names a file that is not JSON', () => {
    const text = join(folder, 'text.json');
    writeFileSync(text, 'id: one');
    expect(spawnSync('node', [...args, 'sync', text], { encoding: 'utf8' }).stderr).toMatch(
      /text\.json is not JSON: /,
    );
  });
});
