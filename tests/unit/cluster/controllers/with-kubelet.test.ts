import { describe, expect, it } from 'vitest';
import { startControllers } from '@/lib/cluster/controllers';
import { createImages } from '@/lib/cluster/images';
import type { JsonMap } from '@/lib/cluster/interface';
import { startKubelet } from '@/lib/cluster/kubelet';
import { createNetwork } from '@/lib/cluster/network';
import { startScheduler } from '@/lib/cluster/scheduler';
import { granted, testContext } from '../support';
import { conditionsOf, current } from './fake-kubelet';

// The first of these is the lesson of the notes' section 4: the exit status of the script must be curl's.

async function cluster() {
  const context = testContext();
  startControllers(context);
  startScheduler(context);
  startKubelet(context, { images: createImages(), network: createNetwork(context) });
  await context.time.advance(100);
  const make = (apiVersion: string, kind: string, name: string, spec: JsonMap) =>
    granted(context.api.create({ apiVersion, kind, metadata: { name, namespace: 'default' }, spec }));
  const web = (selector: string) => {
    make('v1', 'Service', 'web', { selector: { app: selector }, ports: [{ port: 80 }] });
    const template = {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'main', image: 'nginx:1.27' }] },
    };
    make('apps/v1', 'Deployment', 'web', {
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      template,
    });
  };
  const smoke = (script: string) => {
    const containers = [{ name: 'main', image: 'curlimages/curl:8.10.1', command: ['sh', '-c', script] }];
    make('batch/v1', 'Job', 'smoke', {
      backoffLimit: 1,
      template: { spec: { restartPolicy: 'Never', containers } },
    });
  };
  return { context, web, smoke };
}

describe('a Job that asks a Service', () => {
  it.each([
    ['the Service has endpoints', 'web', 'set -e; curl -fsS http://web; echo done', 'Complete', 0],
    [
      'no Pod matches the Service, and the script looks at it',
      'typo',
      'set -e; curl -fsS http://web; echo done',
      'Failed',
      2,
    ],
    [
      'no Pod matches the Service, and the script does not',
      'typo',
      'curl -fsS http://web; echo done',
      'Complete',
      0,
    ],
  ])('when %s', async (_, selector, script, ends, failed) => {
    const { context, web, smoke } = await cluster();
    web(selector);
    await context.time.advance(30_000);
    expect(conditionsOf(current(context, 'apps/v1', 'Deployment', 'web'))[0]).toContain('Available=True');
    smoke(script);
    await context.time.advance(90_000);
    const job = current(context, 'batch/v1', 'Job', 'smoke');
    expect(conditionsOf(job).at(-1)).toMatch(new RegExp(`^${ends}=True`));
    expect(job.status?.failed ?? 0).toBe(failed);
    expect(context.faults).toEqual([]);
  });
});
