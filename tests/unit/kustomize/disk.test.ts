import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DiskFiles } from '@/lib/kustomize/disk';
import { buildText } from '@/lib/kustomize/result';
import { recordedCases, treeOfCase } from './recorded';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'kustomize-disk-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const object = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n';

function put(path: string, content: string | Uint8Array = ''): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function link(path: string, to: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  symlinkSync(to, join(root, path));
}

/** What is built, or said, with the root's path taken out. */
function built(directory: string): string {
  const result = buildText(new DiskFiles(), directory);
  return ('error' in result ? result.error : result.output).replaceAll(root, '<ROOT>');
}

const below = (path: string): string => built(join(root, path));

put('base/kustomization.yaml', 'resources: [cm.yaml]\n');
put('base/cm.yaml', object);

// What the real tool (v5.5.0) says of these folders.
describe('a folder on disk', () => {
  it('may lie behind a link, and may go into one', () => {
    link('linked', 'base');
    put('through/kustomization.yaml', 'resources: [sub]\n');
    link('through/sub', '../base');
    expect(below('linked')).toBe(object);
    expect(below('through')).toBe(object);
  });

  it('may hold links to what lies in it, and none that lead out', () => {
    put('in/kustomization.yaml', 'resources: [cm.yaml]\n');
    put('in/real.yaml', object);
    link('in/cm.yaml', 'real.yaml');
    put('out/kustomization.yaml', 'resources: [cm.yaml]\n');
    link('out/cm.yaml', '../base/cm.yaml');
    expect(below('in')).toBe(object);
    expect(below('out')).toBe(
      "accumulating resources: accumulation err='accumulating resources from 'cm.yaml': security; file '<ROOT>/out/cm.yaml' is not in or below '<ROOT>/out'': must build at directory: '<ROOT>/out/cm.yaml': file is not directory",
    );
  });

  it('says which links lead nowhere, or in a circle', () => {
    put('broken/kustomization.yaml', 'resources: [cm.yaml]\n');
    link('broken/cm.yaml', 'nowhere.yaml');
    put('circle/kustomization.yaml', 'resources: [cm.yaml]\n');
    link('circle/cm.yaml', 'cm.yaml');
    expect(below('broken')).toContain(
      "evalsymlink failure on '<ROOT>/broken/cm.yaml' : lstat <ROOT>/broken/nowhere.yaml: no such file or directory",
    );
    expect(below('circle')).toContain(
      "evalsymlink failure on '<ROOT>/circle/cm.yaml' : EvalSymlinks: too many links",
    );
  });

  it('may be empty, be called anything, and be named as one likes', () => {
    mkdirSync(join(root, 'empty'));
    put('a b/ü/kustomization.yaml', 'resources: ["\\x2e././../base/"]\n');
    put('modules/kustomization.yaml', 'resources: [node_modules/m/cm.yaml]\n');
    put('modules/node_modules/m/cm.yaml', object);
    const missing = "unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization'";
    expect(below('empty')).toBe(`${missing} in directory '<ROOT>/empty'`);
    expect(below('a b/ü')).toBe(object);
    expect(below('modules')).toBe(object);
    expect(built('')).toBe('must build at directory: directory path cannot be empty');
    expect(below('base/cm.yaml')).toBe(
      "must build at directory: '<ROOT>/base/cm.yaml': file is not directory",
    );
    expect(below('base/cm.yaml/x')).toBe(
      "must build at directory: not a valid directory: evalsymlink failure on '<ROOT>/base/cm.yaml/x' : not a directory",
    );
  });

  it('may name its own files by their whole path, and no folder so', () => {
    put('absolute/kustomization.yaml', `resources: ["${root}/absolute/cm.yaml"]\n`);
    put('absolute/cm.yaml', object);
    put('elsewhere/kustomization.yaml', `resources: ["${root}/base"]\n`);
    expect(below('absolute')).toBe(object);
    expect(below('elsewhere')).toBe(
      "accumulating resources: accumulation err='accumulating resources from '<ROOT>/base': '<ROOT>/base' must resolve to a file': new root '<ROOT>/base' cannot be absolute",
    );
  });

  it.each([
    [[0x63, 0xe9], 'incomplete UTF-8 octet sequence'],
    [[0x63, 0xff, 0x63], 'invalid leading UTF-8 octet'],
    [[0xe9, 0x63, 0x63, 0x63], 'invalid trailing UTF-8 octet'],
    [[0xc0, 0x80, 0x63], 'invalid length of a UTF-8 sequence'],
    [[0xed, 0xa0, 0x80, 0x63], 'invalid Unicode character'],
  ])('says which bytes are no text: %j', (bytes, problem) => {
    put('bytes/kustomization.yaml', new Uint8Array(bytes));
    expect(below('bytes')).toBe(`invalid Kustomization: yaml: ${problem}`);
  });

  it('builds what the same files in memory build', () => {
    const cases = recordedCases('error-cases').filter(({ target }) => !target.startsWith('..'));
    cases.forEach((each, index) => {
      const folder = join(root, 'recorded', String(index));
      for (const [path, content] of treeOfCase(each)) put(`recorded/${index}/${path}`, content);
      mkdirSync(folder, { recursive: true });
      const result = buildText(new DiskFiles(), join(folder, each.target));
      const text = ('error' in result ? result.error : result.output).replaceAll(folder, '<ROOT>');
      const expected = each.expectedErrorVariants ?? [each.expectedYaml ?? each.expectedError];
      expect([each.name, ...expected]).toContain(text);
    });
  });
});

describe('npm run kustomize', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['scripts/kustomize.mjs', ...args], { encoding: 'utf8' });

  it('prints objects, errors and the way to use it, each where it belongs', () => {
    expect(run('build', join(root, 'base'))).toMatchObject({ status: 0, stdout: object, stderr: '' });
    expect(run('build', join(root, 'nowhere'))).toMatchObject({
      status: 1,
      stdout: '',
      stderr: `Error: must build at directory: not a valid directory: evalsymlink failure on '${root}/nowhere' : lstat ${root}/nowhere: no such file or directory\n`,
    });
    expect(run('build', 'a', 'b')).toMatchObject({
      status: 1,
      stderr: 'Error: specify one path to kustomization.yaml\n',
    });
    expect(run('bake')).toMatchObject({ status: 1, stdout: '' });
  });
});
