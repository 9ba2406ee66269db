import { stringOf, type YamlNode } from '@/lib/yaml';
import { type Control, type PodView, plural, quoted, setters, sorted, type Violation } from './control';

const CONFINED = ['RuntimeDefault', 'Localhost'];
const APPARMOR_KEY = 'container.apparmor.security.beta.kubernetes.io/';
const SELINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t'];

/** Profiles of a field that are neither RuntimeDefault nor Localhost, on the Pod and on containers. */
function badProfiles(view: PodView, field: string) {
  const own = view.own(field);
  const ownType = own && (stringOf(view.own(field, 'type')) ?? '');
  const podDoes = ownType !== undefined && !CONFINED.includes(ownType);
  const values = podDoes ? [ownType] : [];
  const places: YamlNode[] = podDoes && own ? [own] : [];
  const names: string[] = [];
  for (const container of view.containers) {
    const node = view.of(container, field);
    const type = stringOf(view.of(container, field, 'type')) ?? '';
    if (!node || CONFINED.includes(type)) continue;
    names.push(container.name);
    values.push(type);
    places.push(node);
  }
  return { podDoes, podConfined: own !== undefined && !podDoes, names, values: sorted(values), places };
}

export const appArmor: Control = {
  id: 'appArmorProfile',
  level: 'baseline',
  check(view) {
    const { podDoes, names, values, places } = badProfiles(view, 'appArmorProfile');
    const annotations = view
      .annotations()
      .filter(
        ({ key, value }) =>
          key.startsWith(APPARMOR_KEY) &&
          value !== '' &&
          value !== 'runtime/default' &&
          !value.startsWith('localhost/'),
      );
    const who = [
      setters(podDoes, names),
      annotations.length ? plural('annotation', 'annotations', annotations.length) : '',
    ];
    const what = [...values, ...annotations.map(({ key, value }) => `${key}="${value}"`)];
    if (!what.length) return undefined;
    return {
      reason: plural('forbidden AppArmor profile', 'forbidden AppArmor profiles', what.length),
      detail: `${who.filter((part) => part !== '').join(' and ')} must not set AppArmor profile type to ${quoted(what)}`,
      places: [...places, ...annotations.map(({ node }) => node)],
    };
  },
};

export const seLinux: Control = {
  id: 'seLinuxOptions',
  level: 'baseline',
  check(view) {
    const types: string[] = [];
    let user = false;
    let role = false;
    const bad = (read: (field: string) => YamlNode | undefined): boolean => {
      const type = stringOf(read('type')) ?? '';
      const sets = { user: !!stringOf(read('user')), role: !!stringOf(read('role')) };
      const wrong = !SELINUX_TYPES.includes(type) && !(type === 'container_engine_t' && view.minor >= 31);
      if (wrong) types.push(type);
      user ||= sets.user;
      role ||= sets.role;
      return wrong || sets.user || sets.role;
    };
    const own = view.own('seLinuxOptions');
    const podDoes = own !== undefined && bad((field) => view.own('seLinuxOptions', field));
    const places: YamlNode[] = podDoes ? [own] : [];
    const names: string[] = [];
    for (const container of view.containers) {
      const node = view.of(container, 'seLinuxOptions');
      if (!node || !bad((field) => view.of(container, 'seLinuxOptions', field))) continue;
      names.push(container.name);
      places.push(node);
    }
    if (!podDoes && !names.length) return undefined;
    const list = sorted(types);
    const data = list.length ? [`${plural('type', 'types', list.length)} ${quoted(list)}`] : [];
    if (user) data.push('user may not be set');
    if (role) data.push('role may not be set');
    const detail = `${setters(podDoes, names)} set forbidden securityContext.seLinuxOptions: ${data.join('; ')}`;
    return { reason: 'seLinuxOptions', detail, places };
  },
};

function unconfined(view: PodView): Violation | undefined {
  const { podDoes, names, values, places } = badProfiles(view, 'seccompProfile');
  if (!podDoes && !names.length) return undefined;
  const detail = `${setters(podDoes, names)} must not set securityContext.seccompProfile.type to ${quoted(values)}`;
  return { reason: 'seccompProfile', detail, places };
}

export const seccompBaseline: Control = {
  id: 'seccompProfile_baseline',
  level: 'baseline',
  check: unconfined,
};

export const seccompRestricted: Control = {
  id: 'seccompProfile_restricted',
  level: 'restricted',
  overrides: 'seccompProfile_baseline',
  check(view) {
    if (view.isWindows()) return undefined;
    const explicit = unconfined(view);
    if (explicit) return explicit;
    if (badProfiles(view, 'seccompProfile').podConfined) return undefined;
    const without = view.containers.filter((container) => !view.of(container, 'seccompProfile'));
    if (!without.length) return undefined;
    const names = without.map(({ name }) => name);
    const detail = `pod or ${setters(false, names)} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`;
    return { reason: 'seccompProfile', detail, places: without.map(({ node }) => node) };
  },
};
