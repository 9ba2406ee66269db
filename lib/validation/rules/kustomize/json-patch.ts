import { nearest } from '@/lib/kubernetes';
import { at, entriesOf, entryOf, type Span, scalarOf, stringOf, type YamlNode } from '@/lib/yaml';
import { buildOf } from '../../engine/builds';
import { type JsonPatch, jsonPatches } from '../../engine/listed-patches';
import { matchTarget } from '../../engine/patch-targets';
import { otherPatchMentions } from '../../engine/patches';
import type { Project } from '../../engine/project';
import type { Finding, FindingFix, Rule } from '../../engine/rule';
import { DEPLOYMENT, KUSTOMIZE_DOCS, kustomization } from './examples';
import { type MissingStep, meantPointer, missingStep } from './json-pointer';
import { isComponent } from './patch';

const files = { 'deployment.yaml': DEPLOYMENT };
const patch = (op: string) =>
  `resources:\n  - deployment.yaml\n  - config.yaml\npatches:\n  - target:\n      kind: Deployment\n      name: web\n    patch: |\n      - op: ${op}\n        path: /spec/replicas\n        value: 2\n`;
/** The operations, and the field that each cannot do without. As RFC 6902. */
const OPERATIONS: ReadonlyMap<string, string | undefined> = new Map([
  ['add', 'value'],
  ['replace', 'value'],
  ['test', 'value'],
  ['remove', undefined],
  ['move', 'from'],
  ['copy', 'from'],
]);

export const jsonPatch: Rule = {
  id: 'kustomize-json-patch',
  severity: 'error',
  title: 'The JSON patch cannot be applied',
  why: 'A JSON patch is a list of operations, each with `op`, `path` and mostly a `value`. Kustomize stops at an operation that it does not know and at a path that is not in the object; a path without its first slash changes another field than the one you mean.',
  failing: kustomization(patch('set'), files),
  passing: kustomization(patch('add'), files),
  source: [
    KUSTOMIZE_DOCS,
    {
      title: 'RFC 6902, JavaScript Object Notation (JSON) Patch',
      url: 'https://www.rfc-editor.org/rfc/rfc6902',
    },
  ],
  *project(project): Generator<Finding & { path: string }> {
    for (const file of project.files.values())
      for (const list of file.kustomization ? jsonPatches(project, file) : [])
        for (const finding of list.text.startsWith('[') && !isJson(list.text)
          ? [NO_JSON]
          : checkAll(list, project))
          yield { ...finding, ...list.place(finding), path: list.path, fixes: placed(finding.fixes, list) };
  },
};

/** As kustomize api/internal/utils, jsonPatchFromBytes: the first letter decides. */
const NO_JSON: Finding = {
  start: 0,
  end: 1,
  message:
    'A JSON patch that begins with `[` is read as JSON and not as YAML, and this is none, so kustomize stops. Put the words in double quotes and leave no comma at the end, or begin each operation with `- op:`.',
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // A SyntaxError is how it says no.
    return false;
  }
}

function* checkAll(list: JsonPatch, project: Project): Generator<Finding> {
  for (const [index, operation] of list.operations.entries()) yield* check(operation, list, index, project);
}

function placed(fixes: readonly FindingFix[] = [], { place }: JsonPatch): FindingFix[] {
  return fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit, ...place(edit) })) }));
}

function* check(operation: YamlNode, list: JsonPatch, index: number, project: Project): Generator<Finding> {
  const [first] = entriesOf(operation);
  if (operation.kind !== 'map' || !first) return;
  const whole = { start: first.key.start, end: first.key.end };
  const op = scalarOf(at(operation, 'op'));
  if (!op || typeof op.value !== 'string' || !OPERATIONS.has(op.text)) {
    const meant = op ? nearest(op.text, OPERATIONS.keys()) : undefined;
    const known = [...OPERATIONS.keys()].map((word) => `\`${word}\``).join(', ');
    yield {
      ...(op ?? whole),
      message: `${op ? `\`${op.text}\` is no operation` : 'This operation does not say its `op`'}, so kustomize stops. ${meant === undefined ? `The operations are ${known}.` : `You probably mean \`${meant}\`.`}`,
      fixes:
        op && meant !== undefined
          ? [{ title: `Change to ${meant}`, edits: [{ start: op.start, end: op.end, text: meant }] }]
          : [],
    };
    return;
  }
  const path = scalarOf(at(operation, 'path'));
  if (typeof path?.value !== 'string') {
    yield {
      ...(path ?? whole),
      message: 'This operation has no `path`, so kustomize stops. Say which field it changes.',
    };
    return;
  }
  const needed = OPERATIONS.get(op.text);
  if (needed !== undefined && !entryOf(operation, needed))
    yield {
      ...spanOf(op),
      message:
        needed === 'from'
          ? `\`${op.text}\` needs \`from\`, the path that it takes the value from, so kustomize stops. Add it.`
          : `\`${op.text}\` has no \`value\`, so the field becomes null, which is as if it were not there. Add the value.`,
    };
  if (path.text !== '' && !path.text.startsWith('/'))
    yield {
      ...spanOf(path),
      message: `A path starts with a slash. Without it kustomize leaves out \`${path.text.split('/')[0]}\` and changes another field. Write \`/${path.text}\`.`,
      fixes: [{ title: 'Add the slash', edits: [{ start: path.start, end: path.start, text: '/' }] }],
    };
  else if (meantPointer(path.text) !== undefined) yield unescaped(path);
  else if (['add', 'replace', 'remove'].includes(op.text)) yield* absent(path, op.text, list, index, project);
  const from = scalarOf(at(operation, 'from'));
  if (typeof from?.value !== 'string' || (op.text !== 'move' && op.text !== 'copy')) return;
  if (meantPointer(from.text) !== undefined) yield unescaped(from);
  else if (op.text === 'move') yield* absent(from, 'remove', list, index, project);
}

/** A slash that belongs to a key. */
function unescaped(path: Span & { text: string }): Finding {
  const meant = meantPointer(path.text) ?? '';
  return {
    ...spanOf(path),
    message: `A slash in a key is written \`~1\`; as it is, kustomize looks for a field inside a text, and stops with "missing path". Write \`${meant}\`.`,
    fixes: [{ title: 'Write the slash as ~1', edits: [{ ...spanOf(path), text: meant }] }],
  };
}

/** A path whose way is not in the only object that the patch means. */
function* absent(
  path: Span & { text: string },
  op: string,
  list: JsonPatch,
  index: number,
  project: Project,
): Generator<Finding> {
  const { target, listedIn } = list;
  if (
    !target ||
    isComponent(listedIn) ||
    stringOf(at(target, 'labelSelector')) ||
    stringOf(at(target, 'annotationSelector'))
  )
    return;
  const build = buildOf(project, listedIn);
  const built = matchTarget(build.patched, target);
  const [only] = built;
  if (!build.complete || built.length !== 1 || !only?.object || only.object.file.yaml.torn) return;
  const missing = missingStep(only.object.root, path.text, op);
  if (missing === undefined || broughtElsewhere(missing, list, index, project)) return;
  yield {
    ...spanOf(path),
    message: `${only.kind} \`${only.name}\` has no \`${missing.way}\`, so kustomize stops: the path of \`${op}\` has to exist${op === 'add' ? ' up to its last step' : ''}.${missing.near === undefined ? ' Look at the path.' : ` You probably mean \`${missing.near}\`.`}`,
  };
}

/** Another patch, a label of a base or an earlier operation may have brought what is missing; labels come after patches. */
function broughtElsewhere(
  { way, key }: MissingStep,
  list: JsonPatch,
  index: number,
  project: Project,
): boolean {
  if (/^\/(?:metadata|spec\/template\/metadata)\/(?:labels|annotations)/.test(way))
    for (const { path, kustomization } of project.files.values())
      if (
        path !== list.listedIn.path &&
        ['labels', 'commonLabels', 'commonAnnotations'].some((field) => entryOf(kustomization, field))
      )
        return true;
  const earlier = list.operations.slice(0, index);
  return (
    earlier.some((operation) => scalarOf(at(operation, 'path'))?.text.includes(key)) ||
    otherPatchMentions(project, list.text, key)
  );
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
