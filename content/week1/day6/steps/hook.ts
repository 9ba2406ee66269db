import type { Check, Outcome, PlacedObject, Step, Workspace } from '@/lib/lessons';
import { nameOf } from '@/lib/tree';
import { at, csv, holds, inWords, list, record } from '../checks/data';
import {
  annotation,
  built,
  found,
  isPostSync,
  isService,
  nameOfObject,
  placeOf,
  shown,
  smokeTests,
  unreadable,
  written,
} from '../checks/find';
import { chosen, reaches } from '../checks/network';
import { containers, image, isPinned, podSpec } from '../checks/pods';
import { names } from '../names';
import { hookMistakes } from './hook-mistakes';

/** A failed check: what it saw, and where the object stands. */
function failed(workspace: Workspace, object: PlacedObject, saw: string): Outcome {
  const at = placeOf(workspace, object);
  return at ? { holds: false, saw, at } : { holds: false, saw };
}

/** Asks one thing of every smoke test; where there is none, says so. */
function ofHooks(
  test: (hook: PlacedObject, workspace: Workspace) => Outcome,
): (workspace: Workspace) => Outcome {
  return (workspace) => {
    const hooks = smokeTests(workspace);
    const [broken] = unreadable(workspace);
    const saw = broken
      ? `${nameOf(broken)} cannot be read as YAML. The problems list says where; mend that first.`
      : `There is no Job in ${names.day6} yet besides ${names.preflight}. Create smoke-test-hook.yaml in ${names.base}.`;
    if (hooks.length === 0) return { holds: false, saw };
    return hooks.map((one) => test(one, workspace)).find((outcome) => !outcome.holds) ?? holds;
  };
}

const service: Check = {
  id: 'service-reaches',
  says: `A Service passes requests on to the Pods of \`${names.deployment}\``,
  test(workspace) {
    const services = found(workspace, isService);
    const objects = built(workspace).some(isService) ? built(workspace) : written(workspace);
    if (services.length === 0)
      return {
        holds: false,
        saw: `There is no Service in \`${names.day6}\` yet. Create \`service.yaml\` in \`${names.base}\`: a Pod has no lasting address of its own.`,
      };
    const working = services.some((one) => portsOf(one).some((port) => reaches(one, port, objects)));
    const first = services[0];
    if (working || !first) return holds;
    const pods = chosen(first, objects);
    const saw =
      pods.length === 0
        ? `The selector of ${shown(first)} chooses no Pods. The Deployment's Pods carry the label \`app: ${names.deployment}\`; use exactly that.`
        : `${shown(first)} chooses the right Pods, but none of its targetPorts is one where they listen. The server listens on ${names.serverPort}; its port has the name \`http\`.`;
    return failed(workspace, first, saw);
  },
};

const portsOf = (object: PlacedObject) =>
  list(at(object.value, 'spec', 'ports')).map((port) => Number(record(port).port));

const postSync: Check = {
  id: 'post-sync',
  says: 'A Job is a `PostSync` hook',
  test: ofHooks((hook, workspace) => {
    if (isPostSync(hook)) return holds;
    const value = annotation(hook, names.annotations.hook);
    const saw =
      value === undefined
        ? `${shown(hook)} has no annotation ${names.annotations.hook}, so it is an ordinary resource. Add the annotation with the value PostSync.`
        : `${shown(hook)} has the hook annotation \`${String(value)}\`. Set it to PostSync: Argo CD knows a hook by this exact spelling.`;
    return failed(workspace, hook, saw);
  }),
};

const named: Check = {
  id: 'fixed-name',
  says: 'The hook has a fixed `metadata.name`',
  test: ofHooks((hook, workspace) => {
    if (nameOfObject(hook)) return holds;
    const saw = `The hook is a ${shown(hook)}. Kustomize needs a metadata.name, so give it one: \`name: ${names.hook}\`.`;
    return failed(workspace, hook, saw);
  }),
};

const policy: Check = {
  id: 'delete-policy',
  says: 'It is deleted when the sync succeeded, and before it is created again',
  test: ofHooks((hook, workspace) => {
    const policies = csv(annotation(hook, names.annotations.deletePolicy));
    const missing = ['BeforeHookCreation', 'HookSucceeded'].filter((wanted) => !policies.includes(wanted));
    if (missing.length === 0) return holds;
    const saw = `The delete policy of ${shown(hook)} is ${policies.length === 0 ? 'not set' : inWords(policies)}: ${inWords(missing)} ${missing.length === 1 ? 'is' : 'are'} missing. Write \`${names.deletePolicy}\`.`;
    return failed(workspace, hook, saw);
  }),
};

const pinned: Check = {
  id: 'image-pinned',
  says: "The hook's image is named with a version",
  test: ofHooks((hook, workspace) => {
    const images = containers(podSpec(hook) ?? {}).map((container) => container.image);
    if (images.length === 0)
      return failed(
        workspace,
        hook,
        `${shown(hook)} has no containers. Give it one with ${names.images.curl}.`,
      );
    for (const reference of images) {
      const parsed = image(reference);
      if (!parsed)
        return failed(
          workspace,
          hook,
          `\`${String(reference)}\` is no valid image reference, and the Pod would stay in InvalidImageName. Write ${names.images.curl}.`,
        );
      if (!isPinned(parsed))
        return failed(
          workspace,
          hook,
          `\`${String(reference)}\` means whatever is \`latest\` on the day it is pulled. Name a version: ${names.images.curl}.`,
        );
    }
    return holds;
  }),
};

const ends: Check = {
  id: 'pods-end',
  says: 'Its Pods run to an end: `restartPolicy` is `Never` or `OnFailure`',
  test: ofHooks((hook, workspace) => {
    const value = podSpec(hook)?.restartPolicy;
    if (value === 'Never' || value === 'OnFailure') return holds;
    const saw = `${shown(hook)} has the restartPolicy ${value === undefined ? 'Always, which is what counts when none is written' : String(value)}, and the API server refuses such a Job. Write \`restartPolicy: Never\`.`;
    return failed(workspace, hook, saw);
  }),
};

export const hook: Step = {
  id: 'hook',
  title: 'Write the Service and the hook',
  checks: [service, postSync, named, policy, pinned, ends],
  mistakes: hookMistakes,
  hints: {
    observe:
      'The Deployment runs two Pods, but nothing gives them one address, and no Job runs after a sync. Two objects are missing.',
    where: `In \`${names.base}\`: a file for the Service, such as \`service.yaml\`, and one for the Job, such as \`smoke-test-hook.yaml\`.`,
    change: `The Service selects \`app: ${names.deployment}\` and sends port \`${names.servicePort}\` to the container port \`http\`. The Job is named \`${names.hook}\` and carries two annotations: the hook \`${names.hookPhase}\` and the delete policy \`${names.deletePolicy}\`.`,
  },
  files: [names.inWorkspace.serviceFile, names.inWorkspace.hookFile],
};
