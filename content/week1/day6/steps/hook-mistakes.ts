import type { Mistake, PlacedObject, Workspace } from '@/lib/lessons';
import { at, csv, text } from '../checks/data';
import {
  annotation,
  built,
  found,
  hookTypes,
  isHookJob,
  isService,
  isTodaysJob,
  kindOf,
  nameOfObject,
  smokeTests,
  written,
} from '../checks/find';
import { chosen, reaches } from '../checks/network';
import { containers, image, isPinned, podSpec } from '../checks/pods';
import { names } from '../names';

const anyHook = (test: (hook: PlacedObject) => boolean) => (workspace: Workspace) =>
  smokeTests(workspace).some(test);
const anyImage = (test: (reference: unknown) => boolean) =>
  anyHook((hook) => containers(podSpec(hook) ?? {}).some((container) => test(container.image)));

const policies = (hook: PlacedObject) => csv(annotation(hook, names.annotations.deletePolicy));

/** Whether some Service is there and none has what is asked for. */
const noService =
  (test: (service: PlacedObject, objects: readonly PlacedObject[]) => boolean) => (workspace: Workspace) => {
    const services = found(workspace, isService);
    const objects = built(workspace).some(isService) ? built(workspace) : written(workspace);
    return (
      services.length > 0 &&
      objects.some((o) => kindOf(o) === 'Deployment') &&
      services.every((s) => test(s, objects))
    );
  };

const knownTypes = ['PreSync', 'Sync', 'PostSync', 'SyncFail', 'Skip', 'PreDelete', 'PostDelete'];

export const hookMistakes: Mistake[] = [
  {
    id: 'generate-name',
    made: anyHook(
      (hook) => !nameOfObject(hook) && text(at(hook.value, 'metadata', 'generateName')) !== undefined,
    ),
    hint: `The hook has only a \`generateName\`. Argo CD would fill that in, but Kustomize reads the file first and stops with \`missing metadata.name\`. Replace it with \`name: ${names.hook}\`.`,
  },
  {
    id: 'hook-succeeded-alone',
    made: anyHook(
      (hook) => policies(hook).includes('HookSucceeded') && !policies(hook).includes('BeforeHookCreation'),
    ),
    hint: `\`HookSucceeded\` stands alone. Naming any policy drops the default \`BeforeHookCreation\`, so a failed \`${names.hook}\` stays and the next sync meets the old, failed Job. Name both, with a comma between.`,
  },
  {
    id: 'misspelt-hook',
    made: anyHook(
      (hook) =>
        annotation(hook, names.annotations.hook) !== undefined &&
        !hookTypes(hook).some((t) => knownTypes.includes(t)),
    ),
    hint: 'The hook type is not one that Argo CD knows; capitals count. It does not complain: the Job silently takes part in nothing. Write `PostSync`.',
  },
  {
    id: 'wrong-phase',
    made: anyHook(
      (hook) => hookTypes(hook).some((t) => knownTypes.includes(t)) && !hookTypes(hook).includes('PostSync'),
    ),
    hint: 'The Job is a hook of another phase. A smoke test asks the new version, so it must run when that version is there and healthy: `PostSync`.',
  },
  {
    id: 'wave-instead-of-hook',
    made: (workspace) =>
      !found(workspace, isHookJob).length &&
      found(workspace, isTodaysJob).some((job) => annotation(job, names.annotations.wave) !== undefined),
    hint: `The Job has a sync wave and no hook annotation. That makes it a resource like \`${names.preflight}\`: created once, kept, and not run again by the next sync. Add \`${names.annotations.hook}: PostSync\`.`,
  },
  {
    id: 'stray-quote',
    made: anyImage((reference) => /["']/.test(String(reference))),
    hint: 'The image line ends in a quote that belongs to nothing. YAML keeps it as part of the value, and no image has such a name. Delete the quote.',
  },
  {
    id: 'untagged-image',
    made: anyImage((reference) => {
      const parsed = image(reference);
      return parsed !== undefined && !isPinned(parsed);
    }),
    hint: `The image has no version of its own. What ran today may be something else tomorrow, with the same YAML. Write \`${names.images.curl}\`.`,
  },
  {
    id: 'wrong-selector',
    made: noService((service, objects) => chosen(service, objects).length === 0),
    hint: `The Service's selector fits no Pod. Compare it, letter by letter, with \`spec.template.metadata.labels\` of the Deployment.`,
  },
  {
    id: 'wrong-target-port',
    made: noService(
      (service, objects) =>
        chosen(service, objects).length > 0 &&
        !portsOf(service).some((port) => reaches(service, port, objects)),
    ),
    hint: `The Service chooses the right Pods and knocks at the wrong door. Its \`targetPort\` must be where the container listens: \`${names.serverPort}\`, or the port's name \`http\`. The Service's own port may stay \`${names.servicePort}\`.`,
  },
];

function portsOf(service: PlacedObject): number[] {
  const ports = at(service.value, 'spec', 'ports');
  return Array.isArray(ports) ? ports.map((port) => Number(at(port, 'port'))) : [];
}
