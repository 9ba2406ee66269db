import { at, entriesOf, itemsOf, stringOf, type YamlNode } from '@/lib/yaml';
import { unusualProcMount } from './baseline';
import {
  type Control,
  containersText,
  plainOf,
  plural,
  present,
  quoted,
  setters,
  sorted,
  textsOf,
} from './control';

const privilegeEscalation: Control = {
  id: 'allowPrivilegeEscalation',
  level: 'restricted',
  check(view) {
    const bad = view.isWindows()
      ? []
      : view.containers.filter(
          (container) => plainOf(view.of(container, 'allowPrivilegeEscalation')) !== false,
        );
    if (!bad.length) return undefined;
    const detail = `${containersText(bad.map(({ name }) => name))} must set securityContext.allowPrivilegeEscalation=false`;
    const places = bad.map((container) => view.of(container, 'allowPrivilegeEscalation') ?? container.node);
    return { reason: 'allowPrivilegeEscalation != false', detail, places };
  },
};

const capabilities: Control = {
  id: 'capabilities_restricted',
  level: 'restricted',
  since: 22,
  overrides: 'capabilities_baseline',
  check(view) {
    if (view.isWindows()) return undefined;
    const keeping = view.containers.filter(
      (container) => !textsOf(view.of(container, 'capabilities', 'drop')).includes('ALL'),
    );
    const forbidden: string[] = [];
    const places: YamlNode[] = keeping.map(
      (container) => view.of(container, 'capabilities') ?? container.node,
    );
    const adding = view.containers.filter((container) => {
      const add = view.of(container, 'capabilities', 'add');
      const wrong = textsOf(add).filter((name) => name !== 'NET_BIND_SERVICE');
      forbidden.push(...wrong);
      if (wrong.length && add) places.unshift(add);
      return wrong.length > 0;
    });
    const details: string[] = [];
    if (keeping.length)
      details.push(
        `${containersText(keeping.map(({ name }) => name))} must set securityContext.capabilities.drop=["ALL"]`,
      );
    if (adding.length)
      details.push(
        `${containersText(adding.map(({ name }) => name))} must not include ${quoted(sorted(forbidden))} in securityContext.capabilities.add`,
      );
    return details.length
      ? { reason: 'unrestricted capabilities', detail: details.join('; '), places }
      : undefined;
  },
};

const procMount: Control = {
  id: 'procMount_restricted',
  level: 'restricted',
  since: 35,
  overrides: 'procMount',
  check: unusualProcMount,
};

const VOLUMES =
  'configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret'.split(' ');
const OTHER_VOLUMES =
  'hostPath gcePersistentDisk awsElasticBlockStore gitRepo nfs iscsi glusterfs rbd flexVolume cinder cephfs flocker fc azureFile vsphereVolume quobyte azureDisk photonPersistentDisk portworxVolume scaleIO storageos'.split(
    ' ',
  );

const volumes: Control = {
  id: 'restrictedVolumes',
  level: 'restricted',
  overrides: 'hostPathVolumes',
  check(view) {
    const is = (volume: YamlNode) => (type: string) => present(at(volume, type)) !== undefined;
    // A volume that names no source is an emptyDir, as the API server's defaults make it.
    const named = itemsOf(at(view.spec, 'volumes')).filter((volume) => entriesOf(volume).length > 1);
    const bad = named.filter((volume) => !VOLUMES.some(is(volume)));
    if (!bad.length) return undefined;
    const types = sorted(bad.map((volume) => OTHER_VOLUMES.find(is(volume)) ?? 'unknown'));
    const names = bad.map((volume) => stringOf(at(volume, 'name')) ?? '');
    const detail = `${plural('volume', 'volumes', bad.length)} ${quoted(names)} ${plural('uses', 'use', bad.length)} ${plural('restricted volume type', 'restricted volume types', types.length)} ${quoted(types)}`;
    return { reason: 'restricted volume types', detail, places: bad };
  },
};

const nonRoot: Control = {
  id: 'runAsNonRoot',
  level: 'restricted',
  check(view) {
    if (view.hasUserNamespace()) return undefined;
    const reason = 'runAsNonRoot != true';
    const own = view.own('runAsNonRoot');
    const podRefuses = plainOf(own) === false;
    const explicit = view.containers.filter(
      (container) => plainOf(view.of(container, 'runAsNonRoot')) === false,
    );
    if (podRefuses || explicit.length) {
      const detail = `${setters(
        podRefuses,
        explicit.map(({ name }) => name),
      )} must not set securityContext.runAsNonRoot=false`;
      const places = explicit.flatMap((container) => view.of(container, 'runAsNonRoot') ?? []);
      return { reason, detail, places: podRefuses && own ? [own, ...places] : places };
    }
    const implicit = own ? [] : view.containers.filter((container) => !view.of(container, 'runAsNonRoot'));
    const detail = `pod or ${containersText(implicit.map(({ name }) => name))} must set securityContext.runAsNonRoot=true`;
    return implicit.length ? { reason, detail, places: implicit.map(({ node }) => node) } : undefined;
  },
};

const user: Control = {
  id: 'runAsUser',
  level: 'restricted',
  since: 23,
  check(view) {
    if (view.hasUserNamespace()) return undefined;
    const own = view.own('runAsUser');
    const podDoes = plainOf(own) === 0;
    const bad = view.containers.filter((container) => plainOf(view.of(container, 'runAsUser')) === 0);
    if (!podDoes && !bad.length) return undefined;
    const detail = `${setters(
      podDoes,
      bad.map(({ name }) => name),
    )} must not set runAsUser=0`;
    const places = bad.flatMap((container) => view.of(container, 'runAsUser') ?? []);
    return { reason: 'runAsUser=0', detail, places: podDoes && own ? [own, ...places] : places };
  },
};

export const RESTRICTED_PLAIN: readonly Control[] = [
  privilegeEscalation,
  capabilities,
  procMount,
  volumes,
  nonRoot,
  user,
];
