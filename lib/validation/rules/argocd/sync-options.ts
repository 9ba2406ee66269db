import { at, itemsOf, type ScalarNode, scalarOf } from '@/lib/yaml';
import { type Finding, one, type Rule } from '../../engine/rule';
import { annotationOf, COMPARE_OPTIONS, SYNC_OPTIONS, wordsIn } from './annotations';
import { annotated, OPTIONS_DOCS } from './examples';
import {
  APPLICATION_ONLY,
  APPLICATION_OPTIONS,
  COMPARISON_OPTIONS,
  RESOURCE_OPTIONS,
} from './sync-option-names';
import { wrongWords } from './words';

export const syncOptions: Rule = {
  id: 'argocd-sync-option',
  severity: 'error',
  title: 'Argo CD does not know this option',
  why: 'Argo CD ignores an option that it does not know. Names and values are case sensitive, written `Name=value`, and some work on an Application only.',
  failing: one(annotated('argocd.argoproj.io/sync-options: prune=false')),
  passing: one(annotated('argocd.argoproj.io/sync-options: Prune=false,Replace=true')),
  source: [OPTIONS_DOCS],
  keys: [SYNC_OPTIONS, COMPARE_OPTIONS, 'syncOptions'],
  *object(object): Generator<Finding> {
    const value = scalarOf(annotationOf(object, SYNC_OPTIONS)?.value);
    if (value) yield* check(value, RESOURCE_OPTIONS, true);
    const compare = scalarOf(annotationOf(object, COMPARE_OPTIONS)?.value);
    if (compare) yield* wrong(compare, COMPARISON_OPTIONS, 'comparison option');
    const application = object.kind === 'ApplicationSet' ? at(object.root, 'spec', 'template') : object.root;
    if (object.kind !== 'Application' && object.kind !== 'ApplicationSet') return;
    for (const item of itemsOf(at(application, 'spec', 'syncPolicy', 'syncOptions'))) {
      const option = scalarOf(item);
      if (typeof option?.value !== 'string' || option.value.includes('{{')) continue;
      yield* check(option, APPLICATION_OPTIONS, false);
    }
  },
};

function* check(node: ScalarNode, known: readonly string[], onResource: boolean): Generator<Finding> {
  const { start, end } = node;
  for (const word of onResource ? wordsIn(node.text) : [])
    if (APPLICATION_ONLY.includes(word) && !known.includes(word))
      yield {
        start,
        end,
        message: `\`${word}\` does nothing on a resource. It belongs to the Application, under \`spec.syncPolicy.syncOptions\`.`,
      };
  yield* wrong(node, known, 'sync option');
}

function* wrong(node: ScalarNode, known: readonly string[], what: string): Generator<Finding> {
  const { start, end } = node;
  for (const { word, meant, fixes } of wrongWords(node, known)) {
    if (APPLICATION_ONLY.includes(word)) continue;
    const name = known.find((option) => option.startsWith(`${word.split(/[=:]/)[0]}=`));
    const hint =
      meant !== undefined
        ? `You probably mean \`${meant}\`.`
        : name === undefined
          ? 'Look at its spelling.'
          : `It takes values such as \`${name}\`.`;
    yield { start, end, message: `\`${word}\` is no ${what}, so Argo CD ignores it. ${hint}`, fixes };
  }
}
