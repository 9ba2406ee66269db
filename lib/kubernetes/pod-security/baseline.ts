import { at, entryOf, itemsOf, stringOf, type YamlNode } from '@/lib/yaml';
import {
  type Control,
  containersText,
  type PodView,
  plainOf,
  plural,
  present,
  quoted,
  setters,
  sorted,
  textsOf,
  type Violation,
} from './control';

const DEFAULT_CAPABILITIES = new Set(
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  ),
);
/** Each with the policy version since which it is safe. */
const SAFE_SYSCTLS: ReadonlyMap<string, number> = new Map([
  ['kernel.shm_rmid_forced', 0],
  ['net.ipv4.ip_local_port_range', 0],
  ['net.ipv4.tcp_syncookies', 0],
  ['net.ipv4.ping_group_range', 0],
  ['net.ipv4.ip_unprivileged_port_start', 0],
  ['net.ipv4.ip_local_reserved_ports', 27],
  ['net.ipv4.tcp_keepalive_time', 29],
  ['net.ipv4.tcp_fin_timeout', 29],
  ['net.ipv4.tcp_keepalive_intvl', 29],
  ['net.ipv4.tcp_keepalive_probes', 29],
  ['net.ipv4.tcp_rmem', 32],
  ['net.ipv4.tcp_wmem', 32],
  ['net.ipv4.tcp_slow_start_after_idle', 37],
  ['net.ipv4.tcp_notsent_lowat', 37],
]);

/** Collects what containers do wrong: their names, the values and the nodes. */
function gather(
  view: PodView,
  bad: (container: PodView['containers'][number]) => { node: YamlNode; value: string }[],
) {
  const names: string[] = [];
  const values: string[] = [];
  const places: YamlNode[] = [];
  for (const container of view.containers) {
    const found = bad(container);
    if (found.length) names.push(container.name);
    for (const { node, value } of found) {
      values.push(value);
      places.push(node);
    }
  }
  return { names, values: sorted(values), places };
}

const capabilities: Control = {
  id: 'capabilities_baseline',
  level: 'baseline',
  check(view) {
    const { names, values, places } = gather(view, (container) =>
      itemsOf(view.of(container, 'capabilities', 'add')).flatMap((node) => {
        const [value] = textsOf({ kind: 'seq', items: [node], flow: true, start: 0, end: 0 });
        return value === undefined || DEFAULT_CAPABILITIES.has(value) ? [] : [{ node, value }];
      }),
    );
    if (!names.length) return undefined;
    const detail = `${containersText(names)} must not include ${quoted(values)} in securityContext.capabilities.add`;
    return { reason: 'non-default capabilities', detail, places };
  },
};

const hostNamespaces: Control = {
  id: 'hostNamespaces',
  level: 'baseline',
  check(view) {
    const found = ['hostNetwork', 'hostPID', 'hostIPC'].filter(
      (field) => plainOf(at(view.spec, field)) === true,
    );
    const places = found.flatMap((field) => at(view.spec, field) ?? []);
    return found.length
      ? { reason: 'host namespaces', detail: found.map((field) => `${field}=true`).join(', '), places }
      : undefined;
  },
};

const hostPathVolumes: Control = {
  id: 'hostPathVolumes',
  level: 'baseline',
  check(view) {
    const bad = itemsOf(at(view.spec, 'volumes')).filter((volume) => present(at(volume, 'hostPath')));
    if (!bad.length) return undefined;
    const names = bad.map((volume) => stringOf(at(volume, 'name')) ?? '');
    const places = bad.flatMap((volume) => entryOf(volume, 'hostPath')?.key ?? []);
    return {
      reason: 'hostPath volumes',
      detail: `${plural('volume', 'volumes', names.length)} ${quoted(names)}`,
      places,
    };
  },
};

const hostPorts: Control = {
  id: 'hostPorts',
  level: 'baseline',
  check(view) {
    const { names, values, places } = gather(view, ({ node }) =>
      itemsOf(at(node, 'ports')).flatMap((port) => {
        // The API server gives the ports of a Pod on the host's network the same number on the host.
        const shared = view.isPod() && plainOf(at(view.spec, 'hostNetwork')) === true;
        const host = at(port, 'hostPort') ?? (shared ? at(port, 'containerPort') : undefined);
        const value = plainOf(host);
        return host && typeof value === 'number' && value !== 0 ? [{ node: host, value: String(value) }] : [];
      }),
    );
    if (!names.length) return undefined;
    const detail = `${containersText(names)} ${plural('uses', 'use', names.length)} ${plural('hostPort', 'hostPorts', values.length)} ${values.join(', ')}`;
    return { reason: 'hostPort', detail, places };
  },
};

const hostProbes: Control = {
  id: 'hostProbesAndHostLifecycle',
  level: 'baseline',
  since: 34,
  check(view) {
    const handlers = [
      ['livenessProbe'],
      ['readinessProbe'],
      ['startupProbe'],
      ['lifecycle', 'postStart'],
      ['lifecycle', 'preStop'],
    ];
    const { names, values, places } = gather(view, ({ node }) =>
      handlers.flatMap((path) =>
        ['httpGet', 'tcpSocket'].flatMap((action) => {
          const host = at(node, ...path, action, 'host');
          const value = stringOf(host);
          return host && value ? [{ node: host, value }] : [];
        }),
      ),
    );
    if (!names.length) return undefined;
    const detail = `${containersText(sorted(names))} ${plural('uses', 'use', names.length)} ${plural('probe or lifecycle host', 'probe or lifecycle hosts', values.length)} ${quoted(values)}`;
    return { reason: 'probe or lifecycle host', detail, places };
  },
};

const privileged: Control = {
  id: 'privileged',
  level: 'baseline',
  check(view) {
    const { names, places } = gather(view, (container) => {
      const node = view.of(container, 'privileged');
      return node && plainOf(node) === true ? [{ node, value: 'true' }] : [];
    });
    const detail = `${containersText(names)} must not set securityContext.privileged=true`;
    return names.length ? { reason: 'privileged', detail, places } : undefined;
  },
};

export function unusualProcMount(view: PodView): Violation | undefined {
  const { names, values, places } = gather(view, (container) => {
    const node = view.of(container, 'procMount');
    const value = stringOf(node);
    return node && value !== undefined && value !== 'Default' ? [{ node, value }] : [];
  });
  const detail = `${containersText(names)} must not set securityContext.procMount to ${quoted(values)}`;
  return names.length ? { reason: 'procMount', detail, places } : undefined;
}

const procMount: Control = {
  id: 'procMount',
  level: 'baseline',
  check: (view) => (view.hasUserNamespace() ? undefined : unusualProcMount(view)),
};

const sysctls: Control = {
  id: 'sysctls',
  level: 'baseline',
  check(view) {
    const bad = itemsOf(view.own('sysctls')).filter((item) => {
      const since = SAFE_SYSCTLS.get(stringOf(at(item, 'name')) ?? '');
      return since === undefined || since > view.minor;
    });
    if (!bad.length) return undefined;
    const detail = bad.map((item) => stringOf(at(item, 'name')) ?? '').join(', ');
    return { reason: 'forbidden sysctls', detail, places: bad };
  },
};

const windowsHostProcess: Control = {
  id: 'windowsHostProcess',
  level: 'baseline',
  check(view) {
    const own = view.own('windowsOptions', 'hostProcess');
    const podDoes = plainOf(own) === true;
    const { names, places } = gather(view, (container) => {
      const node = view.of(container, 'windowsOptions', 'hostProcess');
      return node && plainOf(node) === true ? [{ node, value: 'true' }] : [];
    });
    if (!podDoes && !names.length) return undefined;
    const detail = `${setters(podDoes, names)} must not set securityContext.windowsOptions.hostProcess=true`;
    return { reason: 'hostProcess', detail, places: podDoes && own ? [own, ...places] : places };
  },
};

/** The fields that the baseline looks at, its profiles included: a Pod that has none of them satisfies it. */
export const BASELINE_KEYS: readonly string[] = [
  'securityContext',
  'annotations',
  'hostNetwork',
  'hostPID',
  'hostIPC',
  'hostPath',
  'hostPort',
  'host',
];

export const BASELINE_PLAIN: readonly Control[] = [
  capabilities,
  hostNamespaces,
  hostPathVolumes,
  hostPorts,
  hostProbes,
  privileged,
  procMount,
  sysctls,
  windowsHostProcess,
];
