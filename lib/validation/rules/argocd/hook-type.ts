import { scalarOf } from '@/lib/yaml';
import { type Finding, one, type Rule } from '../../engine/rule';
import { annotationOf, HOOK, HOOK_TYPES, hookTypes } from './annotations';
import { annotated, SYNC_DOCS } from './examples';
import { listed, wrongWords } from './words';

export const hookType: Rule = {
  id: 'argocd-hook-type',
  severity: 'error',
  title: 'Argo CD does not know this hook type',
  why: 'A resource with the hook annotation and no known type vanishes: it is neither a hook nor a part of the application, and nothing tells you. Case counts, and types are separated by commas.',
  failing: one(annotated('argocd.argoproj.io/hook: Postsync')),
  passing: one(annotated('argocd.argoproj.io/hook: PostSync')),
  source: [
    SYNC_DOCS,
    {
      title: 'gitops-engine, pkg/sync/hook/hook.go',
      url: 'https://github.com/argoproj/argo-cd/blob/master/gitops-engine/pkg/sync/hook/hook.go',
    },
  ],
  keys: [HOOK],
  *object(object): Generator<Finding> {
    const entry = annotationOf(object, HOOK);
    const value = scalarOf(entry?.value);
    if (!entry || !value) return;
    const rest = hookTypes(object);
    const effect = rest.length
      ? `Argo CD ignores it and keeps ${listed(rest)}.`
      : `Argo CD then leaves this ${object.kind} out of the sync without a word.`;
    for (const { word, meant, fixes } of wrongWords(value, HOOK_TYPES))
      yield {
        start: value.start,
        end: value.end,
        message: `\`${word}\` is no hook type. ${effect} ${meant === undefined ? `The types are ${listed(HOOK_TYPES)}.` : `You probably mean \`${meant}\`.`}`,
        fixes,
      };
    if (value.text.trim() === '')
      yield {
        start: entry.key.start,
        end: Math.max(entry.key.end, value.end),
        message: `This hook has no type. ${effect} Name one: ${listed(HOOK_TYPES)}.`,
      };
    if (rest.includes('Skip') && rest.length > 1)
      yield {
        start: value.start,
        end: value.end,
        severity: 'warning',
        message: '`Skip` has no effect next to other types: the hook runs. Keep `Skip` alone, or remove it.',
      };
  },
};
