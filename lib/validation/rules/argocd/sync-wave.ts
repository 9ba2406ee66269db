import { scalarOf } from '@/lib/yaml';
import { type Finding, one, type Rule } from '../../engine/rule';
import { annotationOf, SYNC_WAVE } from './annotations';
import { annotated, SYNC_DOCS } from './examples';

export const syncWave: Rule = {
  id: 'argocd-sync-wave',
  severity: 'error',
  title: 'The sync wave is no whole number',
  why: 'Argo CD reads a wave as a whole number and takes 0 for anything else, without a word. The order that you meant is then not kept.',
  failing: one(annotated('argocd.argoproj.io/sync-wave: "first"')),
  passing: one(annotated('argocd.argoproj.io/sync-wave: "-1"')),
  source: [
    SYNC_DOCS,
    {
      title: 'gitops-engine, pkg/sync/syncwaves/waves.go',
      url: 'https://github.com/argoproj/argo-cd/blob/master/gitops-engine/pkg/sync/syncwaves/waves.go',
    },
  ],
  keys: [SYNC_WAVE],
  *object(object): Generator<Finding> {
    const value = scalarOf(annotationOf(object, SYNC_WAVE)?.value);
    // A number without quotes is the schema's business. As strconv.Atoi: an optional sign and digits.
    if (typeof value?.value !== 'string' || /^[+-]?\d{1,18}$/.test(value.value)) return;
    const number = /^\s*([+-]?\d+)\s*$/.exec(value.value)?.[1];
    yield {
      start: value.start,
      end: value.end,
      message: `${value.value === '' ? 'An empty text' : `\`${value.value}\``} is no whole number, so Argo CD takes wave 0. Write one in quotes, such as "1" or "-1".`,
      fixes:
        number === undefined
          ? []
          : [
              {
                title: `Change to "${number}"`,
                edits: [{ start: value.start, end: value.end, text: `"${number}"` }],
              },
            ],
    };
  },
};
