import { podOf } from '@/lib/kubernetes';
import { at, entryOf, scalarOf, stringOf } from '@/lib/yaml';
import type { SourceObject } from '../../engine/file';
import { type Finding, one, type Rule } from '../../engine/rule';
import { aKind } from '../../engine/words';
import { annotationOf, DELETE_POLICY, deletePolicies, HOOK, hookTypes } from './annotations';
import { annotated, SYNC_DOCS } from './examples';

/** What runs on and on. */
const LASTING = /^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet)$/;
/** What takes other things along when it is deleted. */
const PRECIOUS: Readonly<Record<string, string>> = {
  Namespace: 'everything in it',
  PersistentVolumeClaim: 'its data',
  CustomResourceDefinition: 'all objects of its kind',
};

export const hookKind: Rule = {
  id: 'argocd-hook-kind',
  severity: 'warning',
  title: 'The hook does not run to an end',
  why: 'A hook is something that runs and ends: a Job, or a Pod that is not restarted. Argo CD waits for its end, deletes it before it makes it anew, and leaves it out of the application’s state. Things that are meant to stay, or that start something only later, are no hooks.',
  failing: one(
    annotated('argocd.argoproj.io/hook: PostSync').replace(
      'spec:\n  template',
      'spec:\n  suspend: true\n  template',
    ),
  ),
  passing: one(annotated('argocd.argoproj.io/hook: PostSync')),
  source: [
    SYNC_DOCS,
    {
      title: 'Argo CD, resource health',
      url: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/health/',
    },
  ],
  keys: [HOOK],
  *object(object): Generator<Finding> {
    const entry = annotationOf(object, HOOK);
    if (!entry || hookTypes(object).every((type) => type === 'Skip')) return;
    yield* ofKind(object, { start: entry.key.start, end: Math.max(entry.key.end, entry.value.end) });
    yield* named(object);
  },
};

function* ofKind(object: SourceObject, place: { start: number; end: number }): Generator<Finding> {
  const { kind, root } = object;
  const keeps = !deletesFirst(object);
  if (kind === 'CronJob')
    yield {
      ...place,
      message:
        'A CronJob as a hook only writes its schedule down: nothing runs during the sync, and the hook is done at once. Use a Job, or remove the hook annotation.',
    };
  else if (LASTING.test(kind))
    yield {
      ...place,
      message: `A ${kind} runs on and on. As a hook it is ${keeps ? '' : 'deleted and made anew with each sync, and it is '}left out of the application's state. Use a Job, or order it by a sync wave.`,
    };
  else if (Object.hasOwn(PRECIOUS, kind) && !keeps)
    yield {
      ...place,
      message: `As a hook this ${kind} is deleted before each sync and made anew, and with it goes ${PRECIOUS[kind]}. Order it by a sync wave such as "-1" instead.`,
    };
  const suspend = entryOf(at(root, 'spec'), 'suspend');
  if (kind === 'Job' && suspend && scalarOf(suspend.value)?.value === true)
    yield {
      start: suspend.key.start,
      end: suspend.value.end,
      severity: 'error',
      message:
        'A suspended Job does not start, so the sync waits for this hook without end. Remove the line.',
    };
  const pod = podOf(object);
  if (kind === 'Pod' && pod && (stringOf(at(pod.spec, 'restartPolicy')) ?? 'Always') === 'Always') {
    const policy = entryOf(pod.spec, 'restartPolicy') ?? entryOf(root, 'spec');
    yield {
      start: policy?.key.start ?? pod.spec.start,
      end: policy?.key.end ?? pod.spec.end,
      message:
        'A Pod that is restarted again and again never ends, so this hook says nothing about its command: the sync goes on when the Pod is ready, or fails when it backs off. Write `restartPolicy: Never`.',
    };
  }
}

/** Each sync gives a hook with `generateName` another name, so none ever meets the one before. */
function* named(object: SourceObject): Generator<Finding> {
  const generated = entryOf(at(object.root, 'metadata'), 'generateName');
  const policy = annotationOf(object, DELETE_POLICY);
  if (!generated || !policy || object.name !== undefined) return;
  if (deletePolicies(object).join() !== 'BeforeHookCreation') return;
  yield {
    start: policy.key.start,
    end: policy.value.end,
    message: `With \`generateName\` each sync makes ${aKind(object.kind)} of another name, so \`BeforeHookCreation\` never meets the one before, and they pile up. Give it a \`name\`, or choose \`HookSucceeded\`.`,
  };
}

function deletesFirst(object: SourceObject): boolean {
  const policies = deletePolicies(object);
  return policies.length === 0 || policies.includes('BeforeHookCreation');
}
