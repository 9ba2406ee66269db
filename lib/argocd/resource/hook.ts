import { nearest } from '@/lib/kubernetes';
import type { KubeObject } from '../object';
import { annotationFault, annotationOf, csvOf } from './annotations';
import type { Because } from './because';
import { ANNOTATION } from './names';

export const SYNC_PHASES = ['PreSync', 'Sync', 'PostSync', 'SyncFail'] as const;
export type SyncPhase = (typeof SYNC_PHASES)[number];
export type HookType = SyncPhase | 'Skip';
export type DeleteHookType = 'PreDelete' | 'PostDelete';

const HOOK_TYPES: readonly HookType[] = [...SYNC_PHASES, 'Skip'];
const DELETE_TYPES: readonly DeleteHookType[] = ['PreDelete', 'PostDelete'];

/** As gitops-engine/pkg/sync/hook/helm/type.go: other Helm hooks have no type. */
const HELM_TYPES: ReadonlyMap<string, HookType> = new Map([
  ['pre-install', 'PreSync'],
  ['pre-upgrade', 'PreSync'],
  ['post-install', 'PostSync'],
  ['post-upgrade', 'PostSync'],
]);

const isHookType = (text: string): text is HookType => HOOK_TYPES.some((type) => type === text);
export const isSyncPhase = (text: string): text is SyncPhase => SYNC_PHASES.some((phase) => phase === text);

/** What the hook annotations of an object make of it. */
export interface HookFacts {
  /** Its hook types in the order they are written; a Helm pair may name one twice. */
  types: readonly HookType[];
  isHook: boolean;
  /** Never applied, and not a hook. */
  skip: boolean;
  /** A hook without a known type: it vanishes from sync, comparison and health. */
  ignored: boolean;
  phases: readonly SyncPhase[];
  /** Types that count only when the Application is deleted. */
  deleteTypes: readonly DeleteHookType[];
  because: readonly Because[];
}

const known = new WeakMap<KubeObject, HookFacts>();

/** Reads the hook annotations, Argo CD's and Helm's. As gitops-engine/pkg/sync/hook/hook.go and sync_phase.go. */
export function hookFacts(object: KubeObject): HookFacts {
  const before = known.get(object);
  if (before) return before;
  const facts = readHook(object);
  known.set(object, facts);
  return facts;
}

export const isHook = (object: KubeObject): boolean => hookFacts(object).isHook;

function readHook(object: KubeObject): HookFacts {
  const argo = annotationOf(object, ANNOTATION.hook);
  const helm = annotationOf(object, ANNOTATION.helmHook);
  const because: Because[] = [];
  const fault = annotationFault(object);
  if (fault) because.push(fault);

  const argoTypes = csvOf(object, ANNOTATION.hook).filter(isHookType);
  const helmTypes = csvOf(object, ANNOTATION.helmHook).flatMap((text) => HELM_TYPES.get(text) ?? []);
  const types = argoTypes.length > 0 ? argoTypes : helmTypes;
  const skip = types.length === 1 && types[0] === 'Skip';
  const hook = argo !== undefined ? !skip : helm !== undefined && helm !== 'crd-install';
  const phases = phasesOf(types, hook, skip);
  explain(object, { argo, helm, argoTypes, skip, hook, types }, because);
  return {
    types,
    isHook: hook,
    skip,
    ignored: hook && types.length === 0,
    phases,
    deleteTypes: deleteTypesOf(object),
    because,
  };
}

function phasesOf(types: readonly HookType[], hook: boolean, skip: boolean): readonly SyncPhase[] {
  if (skip) return [];
  if (!hook) return ['Sync'];
  return [...new Set(types.filter(isSyncPhase))];
}

/** As controller/hook.go, isHookOfType: Helm's pre-delete and post-delete count beside Argo CD's. */
function deleteTypesOf(object: KubeObject): DeleteHookType[] {
  const argo = csvOf(object, ANNOTATION.hook);
  const helm = csvOf(object, ANNOTATION.helmHook);
  return DELETE_TYPES.filter(
    (type) => argo.includes(type) || helm.includes(type === 'PreDelete' ? 'pre-delete' : 'post-delete'),
  );
}

interface Read {
  argo: string | undefined;
  helm: string | undefined;
  argoTypes: readonly HookType[];
  types: readonly HookType[];
  skip: boolean;
  hook: boolean;
}

function explain(object: KubeObject, read: Read, because: Because[]): void {
  const { argo, helm, argoTypes, types, skip, hook } = read;
  const say = (rule: string, text: string, annotation?: string, value?: string) =>
    because.push({
      rule,
      ...(annotation !== undefined && { annotation }),
      ...(value !== undefined && { value }),
      text,
    });
  if (argo === undefined && helm === undefined) {
    say('no-hook-annotation', 'it has no hook annotation: an ordinary resource of the Sync phase');
    return;
  }
  for (const item of csvOf(object, ANNOTATION.hook)) {
    if (isHookType(item)) continue;
    if (DELETE_TYPES.some((type) => type === item)) {
      say('delete-hook', `${item} runs only when the Application is deleted`, ANNOTATION.hook, item);
      continue;
    }
    const meant = nearest(item, [...HOOK_TYPES, ...DELETE_TYPES]);
    say(
      'hook-type-unknown',
      `"${item}" is not a hook type and counts for nothing${meant ? `; ${meant} is one (upper and lower case matter)` : ''}`,
      ANNOTATION.hook,
      item,
    );
  }
  if (skip) say('skip', 'Skip alone: it is never applied and never pruned', ANNOTATION.hook, argo);
  else if (types.includes('Skip')) {
    say('skip-beside-others', 'Skip has no effect beside other types', ANNOTATION.hook, argo);
  }
  if (helm !== undefined) explainHelm(read, say);
  if (hook && types.length === 0) {
    say(
      'hook-without-type',
      'no type is left, so Argo CD leaves the object out of everything',
      ANNOTATION.hook,
      argo,
    );
  } else if (hook && argoTypes.length > 0) {
    say('hook', `a hook of ${[...new Set(argoTypes)].join(' and ')}`, ANNOTATION.hook, argo);
  }
}

function explainHelm(
  { helm, argoTypes, types }: Read,
  say: (rule: string, text: string, annotation?: string, value?: string) => void,
): void {
  if (argoTypes.length > 0) {
    say(
      'helm-hook-overridden',
      'the Argo CD hook type replaces the Helm one on this object',
      ANNOTATION.helmHook,
      helm,
    );
  } else if (helm === 'crd-install') {
    say('helm-crd-install', 'crd-install is not a hook: an ordinary resource', ANNOTATION.helmHook, helm);
  } else if (types.length > 0) {
    say('helm-hook', `Helm's hook counts as ${[...new Set(types)].join(' and ')}`, ANNOTATION.helmHook, helm);
  } else {
    say('helm-hook-unsupported', 'Argo CD does not run this Helm hook', ANNOTATION.helmHook, helm);
  }
}
