import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BuildCache, build } from '@/lib/kustomize';
import { type RealTool, realTool } from '../parity/kustomize/real';

type Files = ReadonlyMap<string, string>;
interface Row {
  name: string;
  value: number;
  unit: string;
  floor?: number;
  ceiling?: number;
  note?: string;
}

const deployment = (name: string, image: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  labels:
    app: ${name}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
      - name: main
        image: ${image}
        ports:
        - containerPort: 8080
        envFrom:
        - configMapRef:
            name: settings
`;

const overlay = `resources: [../../base]
namespace: shop
namePrefix: prod-
labels:
- pairs: {env: prod}
  includeSelectors: true
images:
- name: nginx
  newTag: "1.27"
`;

/** What a lesson's learner has: a base of a few objects and an overlay. */
const lesson: Files = new Map([
  ['base/deployment.yaml', deployment('web', 'nginx:1.25')],
  [
    'base/service.yaml',
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web\n  ports:\n  - port: 80\n',
  ],
  [
    'base/kustomization.yaml',
    'resources: [deployment.yaml, service.yaml]\nconfigMapGenerator:\n- name: settings\n  literals: [LEVEL=info]\n',
  ],
  ['overlays/prod/kustomization.yaml', overlay],
]);

/** An overlay of many Deployments, ten to a file. */
function many(count: number): Map<string, string> {
  const files = new Map<string, string>();
  const names: string[] = [];
  for (let i = 0; i < count; i += 10) {
    const documents = Array.from({ length: 10 }, (_, j) => deployment(`d${i + j}`, 'nginx:1.25'));
    names.push(`d${i}.yaml`);
    files.set(`base/d${i}.yaml`, documents.join('---\n'));
  }
  const generator = 'configMapGenerator:\n- name: settings\n  literals: [LEVEL=info]\n';
  files.set('base/kustomization.yaml', `resources: [${names.join(', ')}]\n${generator}`);
  files.set('overlays/prod/kustomization.yaml', overlay);
  return files;
}

function milliseconds(action: () => void): number {
  const start = performance.now();
  action();
  return performance.now() - start;
}

/** The best of some runs: what is measured is the work, not what else the machine does. */
const best = (runs: number, action: () => void): number =>
  Math.min(...Array.from({ length: runs }, () => milliseconds(action)));

function buildHere(files: Files, cache?: BuildCache): void {
  const result = build(files, 'overlays/prod', cache === undefined ? {} : { cache });
  if ('error' in result) throw new Error(result.error);
}

function timeReal(tool: RealTool, files: Files, runs: number): number {
  const root = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return best(runs, () => {
      const { status } = spawnSync(tool.path, [tool.command, join(root, 'overlays/prod')], {
        maxBuffer: 1 << 28,
      });
      if (status !== 0) throw new Error('the real tool failed');
    });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Compares this port with the real tool (where it is at hand), and with itself on larger trees. */
export default async function bench(): Promise<Row[]> {
  const thousand = many(1000);
  const small = best(20, () => buildHere(lesson));
  const large = best(15, () => buildHere(thousand));
  const fourThousand = many(4000);
  // Measured in pairs, side by side, since the machine may be busy with other things for a while.
  const growth = Math.min(
    ...Array.from({ length: 6 }, () => {
      const four = milliseconds(() => buildHere(fourThousand));
      return four / milliseconds(() => buildHere(thousand));
    }),
  );

  const cache = new BuildCache();
  buildHere(thousand, cache);
  let turn = 0;
  const rebuild = best(15, () => {
    const changed = new Map(thousand);
    changed.set('base/d0.yaml', `${thousand.get('base/d0.yaml')}# ${turn++}\n`);
    buildHere(changed, cache);
  });

  const rows: Row[] = [
    { name: "kustomize: a lesson's overlay", value: small, unit: 'ms' },
    { name: 'kustomize: 1,000 Deployments', value: large, unit: 'ms' },
    { name: 'kustomize: from 1,000 to 4,000 Deployments', value: growth, unit: 'times', ceiling: 5 },
    {
      name: 'kustomize: rebuild after one changed file',
      value: rebuild / large,
      unit: 'of a first build',
      ceiling: 1,
    },
  ];
  const tool = realTool();
  if (tool === undefined) return rows;
  const note = 'the real tool (kustomize v5.5.0) as a process, divided by this port';
  rows.push(
    {
      name: "kustomize: faster, a lesson's overlay",
      value: timeReal(tool, lesson, 5) / small,
      unit: 'times',
      floor: 30,
      note,
    },
    {
      name: 'kustomize: faster, 1,000 Deployments',
      value: timeReal(tool, thousand, 2) / large,
      unit: 'times',
      floor: 30,
      note,
    },
  );
  return rows;
}
