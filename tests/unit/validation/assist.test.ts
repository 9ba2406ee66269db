import { describe, expect, test } from 'vitest';
import { treeOf } from '@/lib/tree';
import { complete, definition, format, hover } from '@/lib/validation';
import { applyEdits, atMark } from './support';

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
          ports:
            - name: http
              containerPort: 8080
`;

function labelsAt(marked: string, path = 'a.yaml', files: Record<string, string> = {}): string[] {
  const { text, position } = atMark(marked);
  return complete(treeOf({ ...files, [path]: text }), path, position).map((item) => item.label);
}

function take(marked: string, label: string, path = 'a.yaml', files: Record<string, string> = {}): string {
  const { text, position } = atMark(marked);
  const item = complete(treeOf({ ...files, [path]: text }), path, position).find((i) => i.label === label);
  if (!item?.textEdit || !('range' in item.textEdit)) throw new Error(`no ${label}`);
  return applyEdits(text, [item.textEdit]);
}

describe('complete', () => {
  test('offers the fields of the mapping that are not there yet', () => {
    const labels = labelsAt(
      'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: a\nspec:\n  backoffLimit: 1\n  |\n',
    );
    expect(labels).toContain('template');
    expect(labels).toContain('ttlSecondsAfterFinished');
    expect(labels).not.toContain('backoffLimit');
    expect(labels[0]).toBe('template');
  });

  test('works in a list item, at the dash and below it', () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n';
    expect(labelsAt(`${pod}    - |`)).toContain('image');
    expect(labelsAt(`${pod}    - name: web\n      im|`)).toContain('imagePullPolicy');
    expect(labelsAt(`${pod}    - name: web\n      im|`)).not.toContain('name');
    expect(labelsAt(`${pod}    - name: web\n      ports:\n        - contai|`)).toContain('containerPort');
    expect(labelsAt(`${pod}  - name: web\n    securityContext:\n      |`)).toContain('runAsNonRoot');
  });

  test('opens a list or a mapping as the field needs it', () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  |';
    expect(take(pod, 'containers')).toContain('spec:\n  containers:\n    - ');
    expect(take(pod, 'hostNetwork')).toContain('spec:\n  hostNetwork: ');
  });

  test('offers the words of a field', () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  restartPolicy: |\n';
    expect(labelsAt(pod)).toEqual(['Always', 'Never', 'OnFailure']);
  });

  test('offers kinds that fit the version, and versions that fit the kind', () => {
    expect(labelsAt('apiVersion: batch/v1\nkind: |')).toEqual(['CronJob', 'Job']);
    expect(labelsAt('apiVersion: |\nkind: Deployment')).toEqual(['apps/v1']);
  });

  test('offers Argo CD annotations and their words, also after a comma', () => {
    const head = 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: a\n  annotations:\n    ';
    expect(labelsAt(`${head}argo|`)).toContain('argocd.argoproj.io/hook');
    expect(labelsAt(`${head}argocd.argoproj.io/hook: |`)).toContain('PostSync');
    const marked = `${head}argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,Hook|`;
    expect(labelsAt(marked)).toEqual(['HookSucceeded', 'HookFailed']);
    expect(take(marked, 'HookSucceeded')).toContain('BeforeHookCreation,HookSucceeded');
  });

  test('offers the files of the tree in a kustomization, without those it lists', () => {
    const files = { 'base/deployment.yaml': deployment, 'base/service.yaml': 'a: 1\n' };
    const kustomization = 'kind: Kustomization\nresources:\n  - deployment.yaml\n  - |\n';
    expect(labelsAt(kustomization, 'base/kustomization.yaml', files)).toEqual(['service.yaml']);
    const overlay = 'resources:\n  - |\n';
    const base = { 'base/kustomization.yaml': 'resources: []\n' };
    expect(labelsAt(overlay, 'overlays/dev/kustomization.yaml', base)).toEqual(['../../base']);
  });

  test('offers labels and ports that exist to a Service', () => {
    const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n';
    const files = { 'deployment.yaml': deployment };
    expect(labelsAt(`${service}  selector:\n    app: |`, 'service.yaml', files)).toEqual(['web']);
    expect(
      labelsAt(`${service}  ports:\n    - port: 80\n      targetPort: |`, 'service.yaml', files),
    ).toEqual(['http', '8080']);
  });

  test('offers nothing inside a script or a comment', () => {
    const job = 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - command:\n        - |\n          ';
    const { text } = { text: `${job}cu` };
    expect(complete(treeOf({ 'a.yaml': text }), 'a.yaml', { line: 6, character: 12 })).toEqual([]);
    expect(labelsAt('kind: Pod # |')).toEqual([]);
  });

  test('stays in its own document', () => {
    const labels = labelsAt(
      'apiVersion: v1\nkind: Service\n---\napiVersion: batch/v1\nkind: Job\nspec:\n  |',
    );
    expect(labels).toContain('backoffLimit');
  });
});

describe('hover', () => {
  const at = (marked: string, path = 'a.yaml') => {
    const { text, position } = atMark(marked);
    return hover(treeOf({ [path]: text }), path, position);
  };

  test('shows a field with its type and documentation', () => {
    const found = at('apiVersion: batch/v1\nkind: Job\nspec:\n  backoff|Limit: 1\n');
    expect(found?.contents).toContain('**backoffLimit** · `whole number`');
    expect(found?.contents).toContain('retries');
    expect(found?.range).toEqual({ start: { line: 3, character: 2 }, end: { line: 3, character: 14 } });
  });

  test('explains Argo CD’s annotations and their words', () => {
    const head = 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  annotations:\n    argocd.argoproj.io/';
    expect(at(`${head}ho|ok: PostSync\n`)?.contents).toContain('SyncFail');
    const word = at(`${head}hook: Post|Sync\n`)?.contents;
    expect(word).toContain('healthy');
    expect(word).not.toContain('SyncFail');
  });

  test('knows the fields of a kustomization', () => {
    expect(at('reso|urces:\n  - a.yaml\n', 'kustomization.yaml')?.contents).toContain('Files and folders');
  });

  test('is silent elsewhere', () => {
    expect(at('a: |1\n')).toBeUndefined();
  });
});

describe('definition', () => {
  const files = {
    'repo/base/deployment.yaml': deployment,
    'repo/base/kustomization.yaml': 'resources:\n  - deployment.yaml\n',
    'repo/base/service.yaml':
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web\n',
    'app.yaml':
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: web\nspec:\n  source:\n    path: base\n',
  };
  const tree = treeOf(files);
  const paths = (path: string, line: number, character: number) =>
    definition(tree, path, { line, character }).map((place) => place.path);

  test('leads from an entry to its file, from a Service to its Pods, from an Application to its folder', () => {
    expect(paths('repo/base/kustomization.yaml', 1, 6)).toEqual(['repo/base/deployment.yaml']);
    expect(paths('repo/base/service.yaml', 6, 10)).toEqual(['repo/base/deployment.yaml']);
    expect(paths('app.yaml', 6, 11)).toEqual(['repo/base/kustomization.yaml']);
    expect(paths('app.yaml', 0, 1)).toEqual([]);
  });
});

describe('format', () => {
  test('indents by two, keeps comments and the meaning', () => {
    expect(format('# top\na:\n    b:   1 # one\n    c: [1,  2]\n---\nd: "x"\n')).toBe(
      '# top\na:\n  b: 1 # one\n  c: [1, 2]\n---\nd: "x"\n',
    );
  });

  test('keeps lists at the column of their key when they stand there', () => {
    expect(format('a:\n- b:  1\n')).toBe('a:\n- b: 1\n');
    expect(format('a:\n    - b:  1\n')).toBe('a:\n  - b: 1\n');
  });

  test('leaves alone an anchor without a name, which no printer can write', () => {
    for (const text of ['& ', '& a\n', 'a: & \n', 'a: *b\n']) expect(format(text)).toBe(text);
  });

  test('leaves alone what it cannot read', () => {
    expect(format('a: [1\n')).toBe('a: [1\n');
    expect(format('')).toBe('');
  });
});
