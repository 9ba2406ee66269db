import { describe, expect, test } from 'vitest';
import { treeOf } from '@/lib/tree';
import { validateTree } from '@/lib/validation';

const job = (command: string, mount: string, volume: string) =>
  `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: smoke\n  annotations:\n    argocd.argoproj.io/hook: PostSync\n    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers:\n        - name: a\n          image: alpine:3.20\n          command: ${command}\n          volumeMounts: [{name: scripts, ${mount}}]\n      volumes:\n        - name: scripts\n          ${volume}\n`;
const FOLDER = 'mountPath: /scripts';
const CONFIG = 'configMap: {name: scripts}';
const tree = (script: string, use: string, entry = 'check.sh', field = 'configMapGenerator') =>
  treeOf({
    'kustomization.yaml': `resources: [job.yaml]\n${field}:\n  - name: scripts\n    files: [${entry}]\n`,
    'job.yaml': use,
    'check.sh': script,
  });
const told = (files: ReturnType<typeof tree>) =>
  [...validateTree(files)].flatMap(([path, found]) =>
    found
      .filter(({ severity }) => severity <= 2)
      .map(({ range, code }) => `${path}:${range.start.line + 1} ${code}`),
  );
const LOST = '#!/bin/sh\ncurl -fsS http://web\necho done\n';

describe('a script in a file of its own', () => {
  test.each([
    ['given to a shell', tree(LOST, job('[sh, /scripts/check.sh]', FOLDER, CONFIG))],
    [
      'run by itself',
      tree(LOST, job('[/scripts/check.sh]', FOLDER, 'configMap: {name: scripts, defaultMode: 0555}')),
    ],
    ['under another key', tree(LOST, job('[sh, /scripts/run]', FOLDER, CONFIG), 'run=check.sh')],
    [
      'mounted alone',
      tree(LOST, job('[sh, /opt/check.sh]', 'mountPath: /opt/check.sh, subPath: check.sh', CONFIG)),
    ],
    [
      'from a Secret',
      tree(
        LOST,
        job('[sh, /scripts/check.sh]', FOLDER, 'secret: {secretName: scripts}'),
        'check.sh',
        'secretGenerator',
      ),
    ],
  ])('%s', (_name, files) => {
    expect(told(files)).toEqual(['check.sh:2 script-lost-status']);
    const mended = new Map(files).set('check.sh', LOST.replace('curl', 'set -e\ncurl'));
    expect(told(mended)).toEqual([]);
  });

  test('is read by the shell as it is', () =>
    expect(told(tree('if true; then\n  echo up\n', job('[sh, /scripts/check.sh]', FOLDER, CONFIG)))).toEqual([
      'check.sh:1 script-syntax',
    ]));

  test('that nobody runs is nobody’s business', () => {
    expect(told(tree(LOST, job('[sh, /scripts/other.sh]', FOLDER, CONFIG)))).toEqual([]);
    expect(told(tree(LOST, job('[sh, /scripts/check.sh]', FOLDER, 'emptyDir: {}')))).toEqual([]);
    expect(
      told(tree('#!/usr/bin/python3\nprint("if")\n', job('[sh, /scripts/check.sh]', FOLDER, CONFIG))),
    ).toEqual([]);
    expect(told(treeOf({ 'check.sh': LOST, 'README.md': '# Shop\n' }))).toEqual([]);
  });
});

describe('lines that end as in Windows', () => {
  const windows = (script: string) => script.replaceAll('\n', '\r\n');
  const byShell = job('[bash, /scripts/check.sh]', FOLDER, CONFIG);
  const itself = job('[/scripts/check.sh]', FOLDER, 'configMap: {name: scripts, defaultMode: 0755}');

  test('break the script, at its first line', () => {
    const script = windows('#!/bin/sh\nset -e\ncurl -fsS http://web\n');
    for (const use of [byShell, itself]) {
      expect(told(tree(script, use))).toEqual(['check.sh:1 script-syntax']);
      expect(told(tree(script.replaceAll('\r', ''), use))).toEqual([]);
    }
    expect(told(tree('set -e\ncurl -fsS http://web\r\n', byShell))).toEqual(['check.sh:2 script-syntax']);
  });

  test('do no harm to a remark that only a shell reads', () =>
    expect(told(tree('#!/bin/sh\r\nset -e\ncurl -fsS http://web\n', byShell))).toEqual([]));
});

describe('a file of a ConfigMap that is run by itself', () => {
  const script = 'set -e\ncurl -fsS http://web\n';
  test('needs the permission', () => {
    const place = ['job.yaml:15 pod-command'];
    expect(told(tree(script, job('[/scripts/check.sh]', FOLDER, CONFIG)))).toEqual(place);
    expect(
      told(tree(script, job('[/scripts/check.sh]', FOLDER, 'configMap: {name: scripts, defaultMode: 420}'))),
    ).toEqual(place);
    for (const mode of ['0755', '0555', '493', '0o111'])
      expect(
        told(
          tree(
            script,
            job('[/scripts/check.sh]', FOLDER, `configMap: {name: scripts, defaultMode: ${mode}}`),
          ),
        ),
      ).toEqual([]);
  });

  test('needs it not for a shell, nor where it lies elsewhere', () => {
    expect(told(tree(script, job('[sh, /scripts/check.sh]', FOLDER, CONFIG)))).toEqual([]);
    expect(told(tree(script, job('[/usr/bin/check]', FOLDER, CONFIG)))).toEqual([]);
    const items = 'configMap: {name: scripts, items: [{key: check.sh, path: check.sh, mode: 0755}]}';
    expect(told(tree(script, job('[/scripts/check.sh]', FOLDER, items)))).toEqual([]);
  });
});

describe('a script that nothing mounts', () => {
  const torn = 'if true; then\n  echo up\n';
  const use = job('[sh, /scripts/check.sh]', FOLDER, 'configMap: {name: elsewhere}');
  test('is read for its syntax, and not judged', () => {
    expect(told(treeOf({ 'job.yaml': use, 'check.sh': torn }))).toEqual(['check.sh:1 script-syntax']);
    expect(told(treeOf({ 'job.yaml': use, 'check.sh': LOST }))).toEqual([]);
    expect(told(treeOf({ 'job.yaml': use, 'check.py': torn }))).toEqual([]);
  });

  test('as the text of a ConfigMap as well', () => {
    const other = use.replace('{name: elsewhere}', '{name: scripts}').replace('check.sh', 'chek.sh');
    const config = (key: string) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: scripts\ndata:\n  ${key}: |\n    if true; then\n      echo up\n`;
    const found = (key: string) => told(treeOf({ 'config.yaml': config(key), 'job.yaml': other }));
    expect(found('check.sh')).toEqual(['config.yaml:7 script-syntax']);
    expect(found('notes.txt')).toEqual([]);
  });

  test('is told once when it is mounted', () =>
    expect(told(tree(torn, job('[sh, /scripts/check.sh]', FOLDER, CONFIG)))).toEqual([
      'check.sh:1 script-syntax',
    ]));
});
