import { amountOf, nearest, type Pod, podOf } from '@/lib/kubernetes';
import {
  entriesOf,
  entryOf,
  itemsOf,
  type ScalarNode,
  type Span,
  scalarOf,
  stringOf,
  type YamlNode,
} from '@/lib/yaml';
import { type Finding, one, type Rule, type SeverityWord } from '../../engine/rule';
import { type Check, type Fields, isPlaceholder, walk } from '../refused/walk';
import { pod } from './examples';

const MINIMUM = 1024 * 1024;
const MOST_CORES = 250;
/** As capabilities(7), without their prefix. */
const CAPABILITIES =
  'ALL AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN NET_BIND_SERVICE NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID SYSLOG SYS_ADMIN SYS_BOOT SYS_CHROOT SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG WAKE_ALARM'.split(
    ' ',
  );

export const misleadingValue: Rule = {
  id: 'value-misleading',
  severity: 'warning',
  title: 'The value does not mean what it seems to',
  why: 'The API server takes these values, and does something else with them than one would think: `512m` of memory is half a byte, a variable that stands twice has the second value, a mount path with `:ro` is a folder of that name. Nothing tells you until the Pod misbehaves.',
  failing: one(pod('image: nginx:1.27', 'resources:', '  limits:', '    memory: 512m')),
  passing: one(pod('image: nginx:1.27', 'resources:', '  limits:', '    memory: 512Mi')),
  source: [
    {
      title: 'Kubernetes, resource units',
      url: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#resource-units-in-kubernetes',
    },
    {
      title: 'Kubernetes, pkg/api/pod/warnings.go',
      url: 'https://github.com/kubernetes/kubernetes/blob/master/pkg/api/pod/warnings.go',
    },
    { title: 'capabilities(7)', url: 'https://man7.org/linux/man-pages/man7/capabilities.7.html' },
  ],
  keys: ['env', 'ports', 'resources', 'capabilities', 'volumeMounts', 'serviceAccount'],
  *object(object): Generator<Finding> {
    const found = podOf(object);
    if (found && !object.file.unsure && !object.file.kustomization) yield* check(found);
  },
};

type Odd = Span & { message: string; severity?: SeverityWord };
type Told = (odd: Odd) => void;

function check(found: Pod): Odd[] {
  const all: Odd[] = [];
  walk(found.spec, POD, (odd) => all.push(odd));
  return all;
}

/** A list in which each entry has an identity of its own. */
function once(
  identity: (item: YamlNode) => { node: ScalarNode; id: string } | undefined,
  said: (id: string) => string,
): Check<Told> {
  return ({ value }, told) => {
    const seen = new Set<string>();
    for (const item of itemsOf(value)) {
      const found = identity(item);
      if (!found) continue;
      const { node, id } = found;
      if (seen.has(id)) told({ start: node.start, end: node.end, message: said(id) });
      seen.add(id);
    }
  };
}

const field = (item: YamlNode, name: string) =>
  scalarOf(entriesOf(item).find(({ key }) => key.text === name)?.value);

const env = once(
  (item) => {
    const node = field(item, 'name');
    return node?.text ? { node, id: node.text } : undefined;
  },
  (name) => `\`${name}\` stands in this list already, and the last one wins. Remove one of the two.`,
);

const ports = once(
  (item) => {
    const node = field(item, 'containerPort');
    const rest = `${field(item, 'protocol')?.text ?? 'TCP'}${field(item, 'hostPort') ? ' on the node' : ''}`;
    return typeof node?.value === 'number' ? { node, id: `${node.text}/${rest}` } : undefined;
  },
  (port) => `The container declares ${port} already. Remove one of the two, or choose another port.`,
);

const mountPath: Check<Told> = ({ value: { start, end, ...node } }, told) => {
  const path = node.kind === 'scalar' && typeof node.value === 'string' ? node.value : '';
  if (!path.includes(':') || isPlaceholder(path) || /^[A-Za-z]:[\\/]/.test(path)) return;
  const option = /:ro$/.test(path) ? ' For a mount that is only read, write `readOnly: true`.' : '';
  told({
    start,
    end,
    message: `This mounts to a path with a colon in it, since options do not belong here.${option}`,
  });
};

const capabilities: Check<Told> = ({ value }, told) => {
  for (const item of itemsOf(value)) {
    const name = stringOf(item)?.toUpperCase();
    if (!name || isPlaceholder(name) || CAPABILITIES.includes(name)) continue;
    const bare = name.replace(/^CAP_/, '');
    const meant = CAPABILITIES.includes(bare) ? bare : nearest(bare, CAPABILITIES);
    const prefixed = CAPABILITIES.includes(bare);
    told({
      start: item.start,
      end: item.end,
      message: prefixed
        ? `Kubernetes writes capabilities without \`CAP_\`: most container runtimes look for \`CAP_${name}\` and find none. Write \`${bare}\`.`
        : `Linux has no capability \`${name}\`.${meant === undefined ? ' Look at its spelling.' : ` You probably mean \`${meant}\`.`}`,
    });
  }
};

/** The amounts of requests or of limits. */
const amounts =
  (limits: boolean): Check<Told> =>
  ({ value: list }, told) => {
    for (const { key, value } of entriesOf(list)) {
      const text = scalarOf(value)?.text ?? '';
      const amount = amountOf(text);
      if (amount === undefined || amount <= 0) continue;
      const odd =
        key.text === 'memory'
          ? memory(text, amount, limits)
          : key.text === 'cpu'
            ? cpu(text, amount)
            : undefined;
      if (odd) told({ start: value.start, end: value.end, ...odd });
    }
  };

function memory(
  text: string,
  amount: number,
  limits: boolean,
): Pick<Odd, 'message' | 'severity'> | undefined {
  if (amount >= MINIMUM) return undefined;
  const bytes = text.endsWith('m') ? 'thousandths of a byte' : 'bytes';
  const number = /^[\d.]+/.exec(text)?.[0] ?? '';
  const said = /[Kk]i?$/.test(text)
    ? `${text} is less than a megabyte`
    : `\`${text}\` of memory are ${number} ${bytes}`;
  return limits
    ? {
        severity: 'error',
        message: `${said}, and with so little no container starts. Write a unit such as \`${number}Mi\`.`,
      }
    : { message: `${said}. Write a unit such as \`${number}Mi\`.` };
}

function cpu(text: string, amount: number): Pick<Odd, 'message' | 'severity'> | undefined {
  const number = /^[\d.]+/.exec(text)?.[0] ?? '';
  if (/[A-Za-z]$/.test(text) && !/[mun]$/.test(text))
    return {
      severity: 'error',
      message: `\`${text}\` counts processors, not bytes, and no node has so many: the Pod stays Pending. Write \`${number}m\` for thousandths of one.`,
    };
  return amount >= MOST_CORES
    ? {
        message: `These are ${text} whole processors, and hardly a node has so many. For thousandths of one write \`${number}m\`.`,
      }
    : undefined;
}

const CONTAINER: Fields<Told> = {
  env,
  ports,
  volumeMounts: { mountPath },
  securityContext: { capabilities: { add: capabilities, drop: capabilities } },
  resources: { requests: amounts(false), limits: amounts(true) },
};

const POD: Fields<Told> = {
  containers: CONTAINER,
  initContainers: CONTAINER,
  serviceAccount: ({ key }, told, owner) => {
    if (entryOf(owner, 'serviceAccountName')) return;
    told({
      start: key.start,
      end: key.end,
      severity: 'hint',
      message: 'This is the old name of the field. Write `serviceAccountName`.',
    });
  },
};
