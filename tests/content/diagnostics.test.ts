import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { rules } from '@/lib/validation';
import { main } from '@/lib/validation/cli/main';
import { compose } from '@/scripts/workspaces';

afterEach(() => vi.restoreAllMocks());

async function validate(...args: string[]): Promise<{ status: number; lines: string[] }> {
  let out = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const status = await main(args, compose);
  return { status, lines: out.split('\n').filter((line) => line !== '') };
}

describe('npm run validate', () => {
  test('finds in the lessons what they name, and no error in what is right', async () => {
    const { status, lines } = await validate('content/');
    expect(lines.filter((line) => / error /.test(line))).toEqual([]);
    expect(status).toBe(0);
  });

  test('says where an error is, and exits with 1; and with 2 when it cannot run', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'validate-'));
    const file = path.join(folder, 'pod.yaml');
    writeFileSync(file, 'apiVersion: v1\nkind: Pod\nmetadata:\n  nam: web\n');
    const { status, lines } = await validate(file);
    rmSync(folder, { recursive: true });
    expect(status).toBe(1);
    expect(lines.some((line) => /pod\.yaml:4:3 error schema-unknown-field /.test(line))).toBe(true);
    expect((await validate(file)).status).toBe(2);
    expect((await validate()).status).toBe(2);
  });

  test('reads the files that a generator reads', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'validate-'));
    const pod =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n    - name: web\n      image: nginx:1.27\n      env:\n        - name: MODE\n          valueFrom:\n            configMapKeyRef: {name: settings, key: mode}\n';
    writeFileSync(path.join(folder, 'pod.yaml'), pod);
    writeFileSync(
      path.join(folder, 'kustomization.yaml'),
      'resources: [pod.yaml]\nconfigMapGenerator: [{name: settings, envs: [settings.env]}]\n',
    );
    writeFileSync(path.join(folder, 'settings.env'), 'mode=fast\n');
    expect((await validate(folder)).lines.filter((line) => / error /.test(line))).toEqual([]);
    writeFileSync(path.join(folder, 'settings.env'), 'modus=fast\n');
    expect(
      (await validate(folder)).lines.some((line) => /pod\.yaml:.* error reference-key /.test(line)),
    ).toBe(true);
    rmSync(folder, { recursive: true });
  });

  test('prints diagnostics as JSON, under the path that was given', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'validate-'));
    const file = path.join(folder, 'pod.yaml');
    writeFileSync(file, 'apiVersion: v1\nkind: Pod\nmetadata:\n  nam: web\n');
    const { lines } = await validate('--format', 'json', file);
    rmSync(folder, { recursive: true });
    expect(JSON.parse(lines.join('\n'))).toContainEqual(
      expect.objectContaining({
        file,
        line: 4,
        column: 3,
        severity: 'error',
        rule: 'schema-unknown-field',
        range: { start: { line: 3, character: 2 }, end: { line: 3, character: 5 } },
        codeDescription: { href: '/rules/schema-unknown-field' },
      }),
    );
  });

  test('lists every rule with its severity and source', async () => {
    const { status, lines } = await validate('--rules');
    expect(status).toBe(0);
    expect(lines).toHaveLength(rules.length);
    for (const line of lines)
      expect(line).toMatch(/^[a-z0-9-]+ (error|warning|hint) .+ — .+ \(https:\/\/.+\)$/);
  });

  test('reads a folder in which a folder is called like a kustomization', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'validate-'));
    mkdirSync(path.join(folder, 'Kustomization'));
    writeFileSync(path.join(folder, 'Kustomization', 'a.yaml'), 'a: b\n');
    const { status } = await validate(folder);
    rmSync(folder, { recursive: true });
    expect(status).toBe(0);
  });
});
