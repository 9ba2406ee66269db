import { textOf } from '@/lib/tree';
import type { Span } from '@/lib/yaml';
import type { SourceFile } from '../../engine/file';
import type { Project } from '../../engine/project';
import type { Rule, Unbuilt } from '../../engine/rule';
import { DEPLOYMENT, KUSTOMIZE_DOCS, kustomization } from './examples';

const replacement = (field: string) =>
  `resources:\n  - deployment.yaml\n  - config.yaml\nreplacements:\n  - source:\n      kind: ConfigMap\n      name: settings\n      fieldPath: data.a\n    targets:\n      - select:\n          kind: Deployment\n        fieldPaths:\n          - ${field}\n`;
const files = { 'deployment.yaml': DEPLOYMENT };

export const unbuiltRule: Rule = {
  id: 'kustomize-build',
  severity: 'error',
  title: 'kustomize cannot build this',
  why: 'What kustomize cannot build never reaches the cluster: Argo CD shows a ComparisonError with the same words, and syncs nothing. The words are those of kustomize itself, which stops at the first thing that it stumbles over.',
  failing: kustomization(replacement('metadata.labels.mode'), files),
  passing: kustomization(replacement('metadata.name'), files),
  source: [
    KUSTOMIZE_DOCS,
    {
      title: 'kustomize, api/internal/target/kusttarget.go',
      url: 'https://github.com/kubernetes-sigs/kustomize/blob/master/api/internal/target/kusttarget.go',
    },
  ],
  unbuilt(project, unbuilt) {
    const { folder, entry, reason } = inmost(unbuilt);
    const file = (folder === undefined ? undefined : project.kustomizationOf(folder)) ?? unbuilt.top.file;
    const listed = project.referencesFrom(file).find(({ target }) => target === entry)?.node;
    return {
      ...(listed
        ? { path: file.path, start: listed.start, end: listed.end }
        : placeOf(reason, file, project)),
      message: `kustomize cannot build this, and stops with "${shortened(reason)}".`,
    };
  },
};

interface Stop {
  /** The folder in which kustomize stopped; undefined for the one that is built. */
  folder?: string;
  /** The folder that it lists and that does not fit to the rest. */
  entry?: string;
  reason: string;
}

const INNER =
  /(?:recursed (accumulation of|merging from|of) path|couldn't make target for path) '<ROOT>\/?([^']*)': (.*)$/s;

/** Where kustomize stopped, and what it says there, without the ways that led to it. */
function inmost({ error }: Unbuilt): Stop {
  const stop: Stop = { reason: error };
  for (let inner = INNER.exec(error); inner && stop.entry === undefined; inner = INNER.exec(stop.reason)) {
    const [, way, folder = '', rest = ''] = inner;
    if (way === 'merging from') stop.entry = folder;
    else stop.folder = folder;
    // What a Component says comes as a text of Go.
    const quoted = stop.reason.slice(0, inner.index).endsWith('"');
    stop.reason = quoted ? rest.replace(/"$/, '').replace(/\\(["\\])/g, '$1') : rest;
  }
  return { ...stop, reason: plain(stop.reason) };
}

function plain(text: string): string {
  return text
    .replace(/^(?:accumulating (?:resources|components)|loading \w+ plugins|accumulateDirectory): /, '')
    .replace(/^accumulation err='(.*)': must build at directory: .*$/s, '$1')
    .replace(/^accumulating resources from '([^']*)': /, "'$1': ")
    .replace(/^trouble configuring builtin \w+ with config: `[^`]*`: /, '')
    .replace(/^merging from generator &\{[^}]*\}: /, '')
    .replace(/resid\.ResId\{[^}]*Kind:"(\w+)"[^}]*\}, Name:"([^"]*)"[^}]*\}/g, '$1 `$2`')
    .replaceAll('<ROOT>/', '')
    .replace(/\s+/g, ' ');
}

/** The field of a kustomization that a message is about, where no word of it stands in the file. */
const FIELDS: readonly (readonly [RegExp, string])[] = [
  [/replacement|options\.index|target must specify/, 'replacements'],
  [/regexp|requirement|operation|path|patch/i, 'patches'],
  [/cannot merge or replace|configmap/i, 'configMapGenerator'],
  [/secret/i, 'secretGenerator'],
  [/transformer|builtin/i, 'transformers'],
];

/** Where the words of a message stand: in the kustomization, or in a file that it lists. */
function placeOf(reason: string, file: SourceFile, project: Project): Span & { path: string } {
  const listed = project.referencesFrom(file);
  for (const word of wordsOf(reason)) {
    const own = find(word, file.yaml.text);
    if (own) return { path: file.path, ...own };
    for (const { target, node } of listed) {
      const there = target === undefined ? undefined : find(word, textOf(project.tree, target) ?? '');
      if (!there || target === undefined) continue;
      if (project.files.has(target)) return { path: target, ...there };
      return { path: file.path, start: node.start, end: node.end };
    }
  }
  const fields = FIELDS.flatMap(([about, field]) => (about.test(reason) ? field : []));
  const keys = file.kustomization?.entries.map(({ key }) => key) ?? [];
  const key =
    fields.flatMap((field) => keys.find(({ text }) => text === field) ?? [])[0] ??
    keys.find(({ text }) => text !== 'apiVersion' && text !== 'kind');
  return { path: file.path, start: key?.start ?? 0, end: key?.end ?? 0 };
}

/** What a message quotes, names or writes as a path, the longest first. */
function wordsOf(reason: string): string[] {
  const found = [
    ...[...reason.matchAll(/(["'`])([^"'`]*)\1/g)].map(([, , word]) => word),
    ...[...reason.matchAll(/[\w~-]*[/.][\w./~[\]=-]+/g)].map(([word]) => word.replace(/[.:]$/, '')),
    // The name in an id, and what Go calls a field.
    ...[...reason.matchAll(/[\w\]]\/([\w-]+)\.[[\w]|\bname ([\w-]+)|\{(\w+)|\.(\w+) of type/g)].map(
      ([, id, name, variable, field]) => id ?? name ?? variable ?? field,
    ),
  ];
  const words = found.flatMap((word) => (word && /^[^\s]{2,}$/.test(word) ? word : []));
  return [...new Set(words)].sort((a, b) => b.length - a.length);
}

function find(word: string, text: string): Span | undefined {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    if (!/[\w-]/.test(text[at - 1] ?? '') && !/[\w-]/.test(text[end] ?? '')) return { start: at, end };
  }
  return undefined;
}

/** What stands between is noise: whole objects, as Go prints them. */
function shortened(reason: string): string {
  return reason.length > 200
    ? `${reason.slice(0, 100).trimEnd()} … ${reason.slice(-90).trimStart()}`
    : reason;
}
