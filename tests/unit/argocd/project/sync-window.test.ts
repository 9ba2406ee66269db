import { describe, expect, it } from 'vitest';
import {
  blockedMessage,
  type KubeObject,
  maySync,
  readApplication,
  readProject,
  windowsFor,
} from '@/lib/argocd';

const noon = Date.UTC(2024, 4, 15, 12, 0);
const windows = (...given: KubeObject[]) =>
  readProject({ spec: { syncWindows: given.map((window) => ({ duration: '1h', ...window })) } }).syncWindows;
const allowed = (found: ReturnType<typeof maySync>) => found.ok && found.allowed;

describe('sync windows', () => {
  const deny = { kind: 'deny', schedule: '30 11 * * *' };
  const allow = { kind: 'allow', schedule: '0 22 * * *' };

  it('no window lets everything run', () => {
    expect(allowed(maySync([], false, noon))).toBe(true);
  });

  it('an open deny window keeps a sync back, an hour later no more', () => {
    expect(allowed(maySync(windows(deny), false, noon))).toBe(false);
    expect(allowed(maySync(windows(deny), false, noon + 3_600_000))).toBe(true);
    expect(blockedMessage(maySync(windows(deny), false, noon))).toBe('Sync operation blocked by sync window');
  });

  it('a closed allow window keeps a sync back, unless it lets a person through', () => {
    expect(allowed(maySync(windows(allow), false, noon))).toBe(false);
    expect(allowed(maySync(windows({ ...allow, manualSync: true }), true, noon))).toBe(true);
    expect(allowed(maySync(windows({ ...allow, manualSync: true }), false, noon))).toBe(false);
    expect(allowed(maySync(windows(allow), false, Date.UTC(2024, 4, 15, 22, 30)))).toBe(true);
  });

  it('a deny window wins over an allow window', () => {
    expect(allowed(maySync(windows(deny, { kind: 'allow', schedule: '* * * * *' }), false, noon))).toBe(
      false,
    );
  });

  it('a sync that started before may run on where overrun is allowed', () => {
    const overrun = windows({ ...deny, syncOverrun: true });
    expect(allowed(maySync(overrun, false, noon, noon - 3_600_000))).toBe(true);
    expect(allowed(maySync(overrun, false, noon, noon - 60_000))).toBe(false);
  });

  it('counts in the window’s own time zone', () => {
    const zurich = windows({ kind: 'deny', schedule: '0 14 * * *', timeZone: 'Europe/Zurich' });
    expect(allowed(maySync(zurich, false, noon + 1))).toBe(false);
    expect(allowed(maySync(windows({ ...deny, timeZone: 'Nowhere/Land' }), false, noon))).toBe(false);
  });

  it('understands lists, ranges, steps, names, and either of two day fields', () => {
    const at = (schedule: string) => !allowed(maySync(windows({ kind: 'deny', schedule }), false, noon + 1));
    expect(at('*/30 11-12 * May Wed')).toBe(true);
    expect(at('0 12 1,15 * *')).toBe(true);
    expect(at('0 12 1 * wed')).toBe(true);
    expect(at('0 12 1 * thu')).toBe(false);
    expect(at('0 12 15 6 *')).toBe(false);
  });

  it('a broken one keeps everything back and says why', () => {
    expect(blockedMessage(maySync(windows({ kind: 'deny', schedule: '* * *' }), false, noon))).toBe(
      "Sync operation blocked by sync window: invalid sync windows: cannot parse schedule '* * *': expected exactly 5 fields, found 3: [* * *]",
    );
    expect(maySync(windows({ ...deny, duration: 'long' }), false, noon)).toMatchObject({ ok: false });
  });

  it('is about the Applications, namespaces or clusters that it names', () => {
    const application = readApplication({
      metadata: { name: 'shop-web' },
      spec: { destination: { namespace: 'shop', name: 'in-cluster' } },
    });
    const count = (window: KubeObject) => windowsFor(windows({ ...deny, ...window }), application).length;
    expect(count({})).toBe(0);
    expect(count({ applications: ['shop-*'] })).toBe(1);
    expect(count({ applications: ['bank'], namespaces: ['shop'] })).toBe(1);
    expect(count({ applications: ['bank'], namespaces: ['shop'], andOperator: true })).toBe(0);
  });
});
