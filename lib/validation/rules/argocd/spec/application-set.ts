import { nearest } from '@/lib/kubernetes';
import {
  at,
  entriesOf,
  entryOf,
  isMissing,
  itemsOf,
  type MapNode,
  type ScalarNode,
  type Span,
  scalarOf,
  stringOf,
  type YamlNode,
} from '@/lib/yaml';
import { chosen, hasOnly, isEmptyList } from '../../refused/checks';
import { type Fields, type Tell, WHOLE } from '../../refused/walk';
import { APPLICATION, finalizers } from './application';

const GENERATORS = [
  'list',
  'clusters',
  'git',
  'scmProvider',
  'clusterDecisionResource',
  'pullRequest',
  'matrix',
  'merge',
  'plugin',
];
/** Words that stand in a Go template without a dot in front. */
const WORDS = /^(?:end|else|break|continue|nil|true|false|now|uuidv4|list|dict)$/;

/** Whether what stands in a pair of braces fits the way in which the set fills templates in. */
function braceFault(inner: string, go: boolean): string | undefined {
  const text = inner.replace(/^-|-$/g, '').trim();
  if (go)
    return /^[A-Za-z_][\w-]*(?:\.[\w-]+)*$/.test(text) && !WORDS.test(text)
      ? `With \`goTemplate: true\` a parameter has a dot in front: \`{{.${text}}}\`. As it is, the template is refused: "function \\"${text.split('.')[0]}\\" not defined".`
      : undefined;
  return text.startsWith('.')
    ? `Without \`goTemplate: true\` a parameter has no dot in front, and this stays as it is. Write \`{{${text.slice(1)}}}\`, or add \`goTemplate: true\`.`
    : undefined;
}

function* scalarsOf(node: YamlNode | undefined): Generator<ScalarNode> {
  if (node?.kind === 'scalar') yield node;
  if (node?.kind === 'seq') for (const item of node.items) yield* scalarsOf(item);
  if (node?.kind === 'map') for (const { value } of node.entries) yield* scalarsOf(value);
}

/** The parameters of a set that only lists them; undefined where others come in. */
function parametersOf(spec: MapNode): Set<string> | undefined {
  const names = new Set<string>();
  for (const generator of itemsOf(at(spec, 'generators'))) {
    if (entriesOf(generator).some(({ key }) => key.text !== 'list')) return undefined;
    const elements = at(generator, 'list', 'elements');
    if (
      elements?.kind !== 'seq' ||
      elements.items.length === 0 ||
      !isMissing(at(generator, 'list', 'elementsYaml'))
    )
      return undefined;
    for (const element of elements.items) for (const { key } of entriesOf(element)) names.add(key.text);
  }
  return names.size ? names : undefined;
}

function templates(spec: MapNode, tell: Tell) {
  const go = scalarOf(at(spec, 'goTemplate'))?.value === true;
  const known = parametersOf(spec);
  for (const node of scalarsOf(at(spec, 'template'))) {
    if (!node.text.includes('{{')) continue;
    for (const [, inner = ''] of node.text.matchAll(/\{\{([^{}]*)\}\}/g)) {
      const fault = braceFault(inner, go);
      const name = (go ? /^\s*\.([\w-]+)\s*$/ : /^\s*([\w-]+)\s*$/).exec(inner)?.[1];
      const meant =
        known && name !== undefined && !known.has(name) ? (nearest(name, known) ?? '') : undefined;
      if (fault !== undefined) tell(node, fault);
      else if (meant !== undefined)
        tell(
          node,
          `No generator gives \`${name}\`, so it is not filled in.${meant === '' ? ` There are ${[...(known ?? [])].map((one) => `\`${one}\``).join(', ')}.` : ` You probably mean \`${meant}\`.`}`,
        );
      else continue;
      break;
    }
  }
}

/** Every Application has a name of its own. As applicationset_controller.go, validateGeneratedApplications. */
function applicationName(spec: MapNode, tell: Tell, place: Span) {
  const template = entryOf(spec, 'template');
  const name = scalarOf(at(template?.value, 'metadata', 'name'));
  if (template?.value.kind !== 'map' || entryOf(spec, 'templatePatch')) return;
  if (!name?.text) {
    tell(
      entryOf(template.value, 'metadata')?.key ?? template.key ?? place,
      'The Applications of this set have no name. Add `metadata.name` to the template, with a parameter in it.',
    );
    return;
  }
  const generators = itemsOf(at(spec, 'generators'));
  const [only] = generators;
  const elements = generators.length === 1 ? itemsOf(at(only, 'list', 'elements')).length : 0;
  const lists = generators.every((generator) => entryOf(generator, 'list'));
  if (
    name.text.includes('{{') ||
    generators.length === 0 ||
    (lists && generators.length === 1 && elements < 2)
  )
    return;
  if (lists)
    tell(
      name,
      'All Applications of this set would have the same name, so Argo CD makes none. Put a parameter into it, such as `web-{{.cluster}}`.',
    );
  else
    tell(
      name,
      'All Applications of this set would have the same name, which works only as long as there is one. Put a parameter into it.',
      { severity: 'warning' },
    );
}

const GENERATOR: Fields = {
  [WHOLE]: (node, tell, place) => {
    if (chosen(node, GENERATORS).length === 0 && hasOnly(node, [...GENERATORS, 'selector']))
      // `clusters: {}` written as nothing means all clusters to people, and nothing to Argo CD.
      tell(
        place,
        'This generator generates nothing. Say what it lists: `list`, `clusters: {}`, `git` and so on.',
      );
  },
  git: {
    [WHOLE]: (node, tell, place) => {
      if (
        isEmptyList(at(node, 'directories')) &&
        isEmptyList(at(node, 'files')) &&
        hasOnly(node, [
          'repoURL',
          'revision',
          'requeueAfterSeconds',
          'template',
          'values',
          'pathParamPrefix',
          'directories',
          'files',
        ])
      )
        tell(
          place,
          'A git generator lists `directories` or `files` of the repository, and this one neither. Add one of them.',
        );
    },
  },
  matrix: {
    [WHOLE]: (node, tell, place) => {
      const inner = entryOf(node, 'generators');
      const amount = itemsOf(inner?.value).length;
      if (inner?.value.kind === 'seq' && amount !== 2)
        tell(
          inner.key ?? place,
          `A matrix combines two generators, and here ${amount === 1 ? 'is one' : `are ${amount}`}. Argo CD refuses it.`,
        );
    },
  },
  merge: {
    [WHOLE]: (node, tell, place) => {
      const inner = entryOf(node, 'generators');
      if (inner?.value.kind === 'seq' && inner.value.items.length < 2)
        tell(inner.key, 'A merge joins two generators at least, and here are fewer. Argo CD refuses it.');
      const keys = entryOf(node, 'mergeKeys');
      if (keys?.value.kind === 'seq' && keys.value.items.length === 0)
        tell(keys.key ?? place, 'A merge needs a key by which it joins. Add one to `mergeKeys`.');
    },
  },
};

/** The `spec` of an ApplicationSet. */
export const APPLICATION_SET: Fields = {
  [WHOLE]: (node, tell, place) => {
    templates(node, tell);
    applicationName(node, tell, place);
  },
  generators: GENERATOR,
  template: { metadata: { finalizers }, spec: APPLICATION },
  strategy: {
    [WHOLE]: (node, tell) => {
      const type = entryOf(node, 'type');
      const word = stringOf(type?.value);
      if (type && word && word !== 'RollingSync' && word !== 'AllAtOnce')
        tell(type.value, `There is no strategy \`${word}\`. There are \`AllAtOnce\` and \`RollingSync\`.`);
      const steps = entryOf(node, 'rollingSync');
      if (steps?.value.kind === 'map' && word !== 'RollingSync' && (!word || word === 'AllAtOnce'))
        tell(steps.key, 'Steps count with `type: RollingSync` only. Add it.');
    },
  },
};
