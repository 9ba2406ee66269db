import { describe, expect, it } from 'vitest';
import { Lab } from '../controller/lab';
import { configMap, job } from '../controller/manifests';

const RESTRICTED = `
          securityContext:
            allowPrivilegeEscalation: false
            capabilities: { drop: [ALL] }`;
const pod = (user: string) => `
      securityContext:
        runAsNonRoot: true${user}
        seccompProfile: { type: RuntimeDefault }`;

/** The hook clinic on the real controller and cluster: the symptom first, then the mend. */
describe('the hook clinic: Pods that may not run', () => {
  /** Syncs and, when it hangs, terminates; gives what it said while it hung. */
  async function hangs(lab: Lab): Promise<string> {
    lab.argocd.server.sync('app');
    await lab.advance(120);
    const { phase, message } = lab.operation();
    lab.argocd.server.terminate('app');
    await lab.advance(60, () => lab.isIdle());
    return `${phase}: ${message}`;
  }

  it('H15: a hook whose service account comes later finds none; in the same phase and an earlier wave it does', async () => {
    const lab = new Lab();
    const files = (annotations: string) => ({
      'account.yaml': `apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: migrator\n  annotations: {${annotations}}\n`,
      'job.yaml': job('migrate', 'true', { hook: 'PreSync', pod: '\n      serviceAccountName: migrator' }),
    });
    await lab.deploy(files(''));
    expect(await hangs(lab)).toBe('Running: waiting for completion of hook batch/Job/migrate');
    expect(lab.events('Job', 'migrate').join()).toMatch(
      /FailedCreate: .*serviceaccount "migrator" not found/,
    );
    lab.git.push(files('argocd.argoproj.io/hook: PreSync, argocd.argoproj.io/sync-wave: "-1"'));
    expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
  });

  it('H16: where restricted is enforced the Job gets no Pod and never fails; four fields and a deadline mend it', async () => {
    const lab = new Lab();
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    const spec = {
      destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
      syncPolicy: { syncOptions: ['CreateNamespace=true'], managedNamespaceMetadata: { labels } },
    };
    const files = (mended: boolean, deadline = '') => ({
      'a.yaml': configMap('a'),
      'job.yaml': job('smoke', 'true', {
        hook: 'PostSync',
        more: deadline,
        ...(mended && { pod: pod('\n        runAsUser: 100'), container: RESTRICTED }),
      }),
    });
    await lab.deploy(files(false), spec);
    expect(await hangs(lab)).toBe('Running: waiting for completion of hook batch/Job/smoke');
    expect(lab.list('v1', 'Pod')).toEqual([]);
    expect(lab.events('Job', 'smoke').join()).toMatch(
      /FailedCreate: .*violates PodSecurity "restricted:latest"/,
    );
    lab.git.push(files(false, '\n  activeDeadlineSeconds: 30'));
    expect(await lab.sync()).toMatchObject({ phase: 'Failed' });
    lab.git.push(files(true, '\n  activeDeadlineSeconds: 30'));
    expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
  });

  it('H17: the kubelet cannot tell that a named user is not root; a number can be told', async () => {
    const lab = new Lab();
    const files = (user: string) => ({
      'job.yaml': job('smoke', 'id -u', { hook: 'PostSync', pod: pod(user), container: RESTRICTED }),
    });
    await lab.deploy(files(''));
    expect(await hangs(lab)).toBe('Running: waiting for completion of hook batch/Job/smoke');
    const said = lab.list('v1', 'Event').map((event) => event.message);
    expect(said.join()).toMatch(/container has runAsNonRoot and image has non-numeric user \(curl_user\)/);
    lab.git.push(files('\n        runAsUser: 100'));
    expect(await lab.sync()).toMatchObject({ phase: 'Succeeded' });
  });
});
