import { at, type Entry, entryOf, itemsOf, type ScalarNode, scalarOf, stringOf } from '@/lib/yaml';
import { deployedTogether } from '../../engine/deployments';
import type { SourceObject } from '../../engine/file';
import { needs } from '../../engine/needs';
import type { Project } from '../../engine/project';
import { accountsBound } from '../../engine/references';
import type { Finding, Rule } from '../../engine/rule';
import { annotationOf, HOOK, hookTypes, SYNC_WAVE } from './annotations';
import { annotated, SYNC_DOCS } from './examples';

const config = (wave: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  annotations:\n    argocd.argoproj.io/hook: PreSync\n    argocd.argoproj.io/sync-wave: "${wave}"\ndata:\n  a: b\n`;
const job = `${annotated('argocd.argoproj.io/hook: PreSync', 'argocd.argoproj.io/sync-wave: "-1"')}          envFrom:\n            - configMapRef:\n                name: settings\n`;

export const waveNeedsLater: Rule = {
  id: 'argocd-wave-needs-later',
  severity: 'error',
  title: 'The wave comes before that of what it needs',
  why: 'Argo CD starts a wave when everything in the one before it is healthy, and hooks have ended. A Pod whose ConfigMap, Secret or ServiceAccount comes with a later wave never starts, so its own wave is never done and the later one never comes.',
  failing: { files: { 'job.yaml': job, 'config.yaml': config('0') }, path: 'job.yaml' },
  passing: { files: { 'job.yaml': job, 'config.yaml': config('-2') }, path: 'job.yaml' },
  source: [SYNC_DOCS],
  keys: [SYNC_WAVE],
  *project(project): Generator<Finding & { path: string }> {
    const makers = makersOf(project);
    for (const object of project.objects()) {
      const place = placeOf(object);
      if (!place || !waits(object)) continue;
      for (const { kind, node } of needs(object)) {
        const later = laterThan(place, makers.get(`${kind}/${node.text}`) ?? [], object, project);
        const rights = kind === 'ServiceAccount' && !later && annotationOf(object, HOOK);
        const finding = later
          ? told(
              object,
              node,
              `The ${kind} \`${node.text}\` comes with wave ${later.wave}, and this with wave ${place.wave}, so it waits for it without end.`,
              later,
            )
          : rights && withoutRights(object, place, node, project);
        if (!finding) continue;
        yield finding;
        // The wave is one, whatever else comes later.
        break;
      }
    }
  },
};

/** Something that comes into the cluster: an object, or what a generator makes. */
interface Maker {
  path: string;
  place: Place | undefined;
  wave?: Entry | undefined;
}

function makerOf(object: SourceObject): Maker {
  return { path: object.file.path, place: placeOf(object), wave: annotationOf(object, SYNC_WAVE) };
}

function makersOf(project: Project): Map<string, Maker[]> {
  const makers = new Map<string, Maker[]>();
  const add = (id: string, maker: Maker) => makers.set(id, [...(makers.get(id) ?? []), maker]);
  for (const object of project.objects()) add(`${object.kind}/${object.name ?? ''}`, makerOf(object));
  for (const { path, kustomization } of project.files.values())
    for (const [field, kind] of [
      ['configMapGenerator', 'ConfigMap'],
      ['secretGenerator', 'Secret'],
    ] as const)
      for (const item of itemsOf(at(kustomization, field))) {
        const moved =
          entryOf(item, 'options') ??
          ['generatorOptions', 'commonAnnotations'].find((one) => entryOf(kustomization, one));
        add(`${kind}/${stringOf(at(item, 'name')) ?? ''}`, {
          path,
          place: moved ? undefined : { phase: 'Sync', wave: 0 },
        });
      }
  return makers;
}

interface Place {
  phase: string;
  wave: number;
}

/** When an object comes: a plain one with the Sync phase. Undefined where it cannot be told, or comes several times. */
function placeOf(object: SourceObject): Place | undefined {
  const types = annotationOf(object, HOOK) ? hookTypes(object) : ['Sync'];
  const [phase] = types;
  // A number without quotes is refused, whatever it says.
  const wave = annotationOf(object, SYNC_WAVE) ? waveOf(object)?.value : '0';
  return phase !== undefined && types.length === 1 && typeof wave === 'string' && /^[+-]?\d+$/.test(wave)
    ? { phase, wave: Number(wave) }
    : undefined;
}

function waveOf(object: SourceObject): ScalarNode | undefined {
  return scalarOf(annotationOf(object, SYNC_WAVE)?.value);
}

/** Whether Argo CD waits until its Pods run: a CronJob is healthy before it has any. */
function waits({ kind, root }: SourceObject): boolean {
  return kind !== 'CronJob' && scalarOf(at(root, 'spec', 'replicas'))?.value !== 0;
}

/** The wave in which something comes, when all that could be meant comes later in the same phase. */
function laterThan(
  place: Place,
  makers: readonly Maker[],
  user: SourceObject,
  project: Project,
): { wave: number; maker: Maker } | undefined {
  const beside = makers.filter(({ path }) => deployedTogether(project, user.file.path, path));
  const [maker] = beside;
  if (beside.some(({ place: one }) => one?.phase !== place.phase || one.wave <= place.wave)) return undefined;
  return maker?.place && { wave: maker.place.wave, maker };
}

/** A hook whose ServiceAccount gets its rights with a later wave of the phase. */
function withoutRights(
  object: SourceObject,
  place: Place,
  account: ScalarNode,
  project: Project,
): (Finding & { path: string }) | undefined {
  const bindings = ['RoleBinding', 'ClusterRoleBinding']
    .flatMap((kind) => project.ofKind(kind))
    .filter((binding) => accountsBound(binding).some(({ name }) => name?.text === account.text));
  const later = laterThan(place, bindings.map(makerOf), object, project);
  return (
    later &&
    told(
      object,
      account,
      `The ServiceAccount \`${account.text}\` gets its rights with wave ${later.wave}, and this runs with wave ${place.wave}, without them.`,
      later,
      'warning',
    )
  );
}

function told(
  object: SourceObject,
  node: ScalarNode,
  message: string,
  { maker: { path, wave } }: { maker: Maker },
  severity: 'error' | 'warning' = 'error',
): Finding & { path: string } {
  const { start, end } = waveOf(object) ?? node;
  return {
    path: object.file.path,
    start,
    end,
    severity,
    message: `${message} Let it come with the same wave, or a later one.`,
    related: wave
      ? [{ path, start: wave.key.start, end: wave.value.end, message: 'The wave of what it needs' }]
      : [],
  };
}
