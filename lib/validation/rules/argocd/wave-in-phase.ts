import { type Finding, one, type Rule } from '../../engine/rule';
import { annotationOf, HOOK, hookTypes, SYNC_WAVE } from './annotations';
import { annotated, SYNC_DOCS } from './examples';

export const waveInPhase: Rule = {
  id: 'argocd-wave-in-phase',
  severity: 'hint',
  title: 'A wave does not move a hook out of its phase',
  why: 'The phase comes first, the wave second: a PreSync hook of wave 5 runs before every resource of the Sync phase, and a PostSync hook of wave -5 after all of them. A wave on a hook orders it only among the hooks of its phase.',
  failing: one(annotated('argocd.argoproj.io/hook: PreSync', 'argocd.argoproj.io/sync-wave: "5"')),
  passing: one(annotated('argocd.argoproj.io/hook: Sync', 'argocd.argoproj.io/sync-wave: "5"')),
  source: [
    SYNC_DOCS,
    { title: 'Argo CD issue 5086', url: 'https://github.com/argoproj/argo-cd/issues/5086' },
  ],
  keys: [SYNC_WAVE],
  *project(project): Generator<Finding & { path: string }> {
    const hooks = project.objects().filter((object) => annotationOf(object, HOOK));
    const perPhase = new Map<string, number>();
    for (const object of hooks)
      for (const phase of hookTypes(object)) perPhase.set(phase, (perPhase.get(phase) ?? 0) + 1);
    for (const object of hooks) {
      const wave = annotationOf(object, SYNC_WAVE);
      const [phase, ...more] = hookTypes(object);
      if (!wave || phase === undefined || more.length || (perPhase.get(phase) ?? 0) > 1) continue;
      if (phase !== 'PreSync' && phase !== 'PostSync' && phase !== 'SyncFail') continue;
      if (wave.value.kind !== 'scalar' || /^[+-]?0+$/.test(wave.value.text)) continue;
      yield {
        path: object.file.path,
        start: wave.key.start,
        end: wave.value.end,
        message: `This wave orders nothing: there is no other ${phase} hook, and a wave does not move a hook out of its phase. Remove it, or use a \`Sync\` hook if it should run between other resources.`,
      };
    }
  },
};
