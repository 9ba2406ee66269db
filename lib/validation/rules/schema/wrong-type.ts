import { isOldBoolean, typeName } from '@/lib/kubernetes';
import type { ScalarNode, YamlNode } from '@/lib/yaml';
import type { Project } from '../../engine/project';
import { type Finding, type FindingFix, one, type Rule } from '../../engine/rule';
import { faultsOf } from './faults';

export const wrongType: Rule = {
  id: 'schema-wrong-type',
  severity: 'error',
  title: 'The value has the wrong type',
  why: 'YAML guesses types: 80 is a number, "80" is text, yes is a boolean. The API server does not convert them; it refuses the object. Labels, annotations and the values of environment variables are always text.',
  failing: one(
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  annotations:\n    argocd.argoproj.io/sync-wave: 5\n',
  ),
  passing: one(
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  annotations:\n    argocd.argoproj.io/sync-wave: "5"\n',
  ),
  source: [
    { title: 'Kubernetes API reference', url: 'https://kubernetes.io/docs/reference/kubernetes-api/' },
  ],
  *document(file, role): Generator<Finding> {
    const isBuilt = (project: Project) => isReadByKustomize(project, file.path);
    for (const fault of faultsOf(file, role)) {
      if (fault.fault === 'old-boolean' && !file.kustomization) {
        yield { ...oldBoolean(fault.node, fault.path), unless: (project) => !isBuilt(project) };
        continue;
      }
      if (fault.fault !== 'wrong-type') continue;
      const { node, type, path } = fault;
      const glued = gluedKey(node, type);
      if (glued) {
        yield glued;
        continue;
      }
      const source = file.yaml.text.slice(node.start, node.end);
      // A template's braces are reported as what they are.
      if (node.kind === 'map' && source.startsWith('{{')) continue;
      const field = path.findLast((step) => typeof step === 'string') ?? 'This document';
      const fix = fixFor(node, type, source, field);
      const advice = adviceFor(node, type, source, field);
      // A mapping that begins below its key is looked for at the key.
      const place = node.kind === 'map' && !node.flow && fault.key ? fault.key : node;
      const finding: Finding = {
        start: place.start,
        end: place.end,
        message: `${typeof path.at(-1) === 'number' ? `An entry of \`${field}\`` : `\`${field}\``} takes ${article(type)}, and this is ${whatItIs(node, source)}.${advice}`,
        ...(fix ? { fixes: [fix] } : {}),
      };
      if (
        type[0] === 's' &&
        node.kind === 'scalar' &&
        typeof node.value === 'boolean' &&
        isOldBoolean(source)
      ) {
        const advised = `\`${field}\` takes text. kustomize takes ${source} for one, and other readers for ${node.value}. Write it in quotes: "${source}".`;
        yield { ...finding, unless: isBuilt };
        yield { ...finding, severity: 'hint', message: advised, unless: (project) => !isBuilt(project) };
      } else yield finding;
    }
  },
};

/** Whether kustomize reads a file, and writes it anew for the cluster. */
function isReadByKustomize({ references }: Project, path: string): boolean {
  return (
    path.endsWith('#patch') ||
    references.some(({ field, target }) => target === path && /^(?:resources|bases|patches\w*)$/.test(field))
  );
}

/** As kyaml/yaml, which reads these words as YAML 1.2 does and then writes them in quotes. */
function oldBoolean({ start, end, text }: ScalarNode, path: readonly (string | number)[]): Finding {
  const right = /^(?:yes|on)$/i.test(text) ? 'true' : 'false';
  return {
    start,
    end,
    message: `kustomize writes this as the text "${text}", and \`${path.at(-1)}\` takes true or false, so the API server refuses it. Write ${right}.`,
    fixes: [{ title: `Change to ${right}`, edits: [{ start, end, text: right }] }],
  };
}

/** `name:web` alone under a key: without the space after the colon it is a text, where a mapping should be. */
function gluedKey(node: YamlNode, type: string): Finding | undefined {
  if (node.kind !== 'scalar' || node.style !== 'plain' || !/^[#{]/.test(type)) return undefined;
  const key = /^([A-Za-z][\w./-]*):(?=[^\s:/])/.exec(node.text)?.[1];
  if (key === undefined) return undefined;
  const at = node.start + key.length + 1;
  return {
    start: node.start,
    end: node.end,
    message: `A space is missing after the colon of \`${key}:\`. Without it the whole line is one piece of text.`,
    fixes: [
      {
        title: 'Add a space after the colon',
        reveals: true,
        edits: [{ start: at, end: at, text: ' ' }],
      },
    ],
  };
}

function article(type: string): string {
  const name = typeName(type);
  if (type[0] === '=')
    return `one of the words ${name
      .split(' | ')
      .map((word) => `\`${word}\``)
      .join(', ')}`;
  return /^[ilnqm]/.test(name) && !name.startsWith('number or')
    ? `a ${name}`
    : name === 'whole number'
      ? `a ${name}`
      : name;
}

function whatItIs(node: YamlNode, source: string): string {
  if (node.kind === 'map') return 'a mapping';
  if (node.kind === 'seq') return 'a list';
  if (typeof node.value === 'number') return `the number ${source}`;
  if (typeof node.value === 'boolean')
    return /^(true|false)$/i.test(source)
      ? `the boolean ${source}`
      : `${source}, which YAML 1.1 reads as ${node.value}`;
  return source.length > 40 || source.includes('\n') ? 'text' : `the text ${source}`;
}

function fixFor(node: YamlNode, type: string, source: string, field: string): FindingFix | undefined {
  const whole = type[0] === 's' ? asText(node, field) : undefined;
  if (whole !== undefined && !source.includes('\n'))
    return {
      title: `Write "${whole}"`,
      edits: [{ start: node.start, end: node.end, text: `"${whole}"` }],
    };
  if (node.kind !== 'scalar' || source.includes('\n')) return undefined;
  const edit = (title: string, text: string) => ({
    title,
    edits: [{ start: node.start, end: node.end, text }],
  });
  if (type[0] === 's' || type[0] === '=') return edit('Put it in quotes', `"${source}"`);
  if (type[0] === 'i' && typeof node.value === 'string' && /^[-+]?\d+$/.test(node.text))
    return edit('Remove the quotes', node.text);
  if (type[0] === 'b' && /^(true|false)$/i.test(node.text))
    return edit('Remove the quotes', node.text.toLowerCase());
  if (type.startsWith('[s') && typeof node.value === 'string') return edit('Make it a list', `[${source}]`);
  return undefined;
}

/** `- CreateNamespace: true` and `values:` with a mapping below: what the right way to write it is. */
function asText(node: YamlNode, field: string): string | undefined {
  if (node.kind === 'seq') {
    const words = node.items.flatMap((item) => (item.kind === 'scalar' ? item.text : []));
    return field.includes('/') && words.length === node.items.length ? words.join(',') : undefined;
  }
  const [only, ...more] = node.kind === 'map' ? node.entries : [];
  return only?.value.kind === 'scalar' && more.length === 0 && field === 'syncOptions'
    ? `${only.key.text}=${only.value.text}`
    : undefined;
}

function adviceFor(node: YamlNode, type: string, source: string, field: string): string {
  const text = type[0] === 's' ? asText(node, field) : undefined;
  if (text !== undefined) return ` Write it as one text: "${text}".`;
  if (type[0] === 's' && node.kind === 'map' && field === 'values')
    return ' Write `valuesObject` instead, or the values as a block of text after `|`.';
  if (field === 'patches' && node.kind === 'scalar') return ` Write \`path: ${node.text}\`.`;
  if (node.kind === 'scalar' && type[0] === 's') return ` Write it in quotes: "${source}".`;
  if (node.kind === 'scalar' && type[0] === 'i')
    return /^\d+$/.test(node.text) ? ' Write it without quotes.' : ' Write a number such as 3.';
  if (node.kind === 'scalar' && type[0] === 'b') return ' Write true or false, without quotes.';
  if (type[0] === '[') return ' Start each entry with a dash and a space.';
  if (type[0] === 'q') return ' Write something like 500m, 1 or 128Mi.';
  if (node.kind === 'seq') return node.flow ? ' Remove the brackets.' : ' Remove the dash.';
  return '';
}
