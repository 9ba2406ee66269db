import { at, entryOf } from '@/lib/yaml';
import { removeEntry } from '../../engine/edits';
import { type Finding, one, type Rule } from '../../engine/rule';
import { hookTypes } from './annotations';
import { annotated } from './examples';

/** Shorter than this, the Job may be gone before Argo CD has looked at it again. */
const SHORT = 300;

export const hookTtl: Rule = {
  id: 'argocd-hook-ttl',
  severity: 'warning',
  title: 'The hook’s Job may be gone before Argo CD has seen its end',
  why: 'Kubernetes deletes a finished Job after `ttlSecondsAfterFinished`. When that happens before Argo CD has noted the result, the sync waits for a hook that no longer exists, or fails.',
  failing: one(
    annotated('argocd.argoproj.io/hook: PostSync').replace(
      'spec:\n  template',
      'spec:\n  ttlSecondsAfterFinished: 0\n  template',
    ),
  ),
  passing: one(
    annotated(
      'argocd.argoproj.io/hook: PostSync',
      'argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded',
    ),
  ),
  source: [{ title: 'Argo CD issue 21055', url: 'https://github.com/argoproj/argo-cd/issues/21055' }],
  keys: ['ttlSecondsAfterFinished'],
  *object(object): Generator<Finding> {
    const spec = at(object.root, 'spec');
    const entry = entryOf(spec, 'ttlSecondsAfterFinished');
    if (object.kind !== 'Job' || entry?.value.kind !== 'scalar') return;
    if (hookTypes(object).every((type) => type === 'Skip')) return;
    const seconds = entry.value.value;
    if (typeof seconds !== 'number' || seconds >= SHORT) return;
    const edits = removeEntry(object.file, entry.key, entry.value);
    yield {
      start: entry.key.start,
      end: entry.value.end,
      message: `Kubernetes deletes this hook ${seconds} seconds after its end, perhaps before Argo CD has seen it; the sync then waits for a hook that is gone. Remove the line and let the hook deletion policy clean up.`,
      fixes: edits.length ? [{ title: 'Remove ttlSecondsAfterFinished', edits }] : [],
    };
  },
};
