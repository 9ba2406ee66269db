import type { Span } from '@/lib/yaml';
import type { SourceFile, SourceObject } from './file';
import type { Project, Role } from './project';
import type { Top } from './tops';

export type SeverityWord = 'error' | 'warning' | 'hint';

/** A small tree, and the file in it that shows the rule. */
export interface RuleExample {
  files: Readonly<Record<string, string>>;
  path: string;
}

/** What a rule's page shows. The examples are its tests as well. */
export interface RuleInfo {
  id: string;
  /** `error`: rejected, never starts or silently does nothing; `warning`: misses its purpose; `hint`: advice. */
  severity: SeverityWord;
  title: string;
  why: string;
  failing: RuleExample;
  passing: RuleExample;
  /** Where the behaviour comes from. */
  source: readonly { title: string; url: string }[];
}

export interface Edit extends Span {
  text: string;
}

export interface FindingFix {
  title: string;
  edits: Edit[];
  /** What it mends hides other things, so that they may come up: it is tried before it is offered. */
  reveals?: true;
  /** The file that the edits change, when it is not the finding's own. */
  path?: string;
}

export interface Finding extends Span {
  message: string;
  fixes?: FindingFix[];
  /** When it differs from the rule's. */
  severity?: SeverityWord;
  related?: (Span & { path: string; message: string })[];
  /** What takes it back: it is not told where this holds, such as when a patch of the tree mends it. */
  unless?: (project: Project) => boolean;
  /** What an object says for as long as nothing has mended it, where its build gives other names to what it is compared with. */
  stays?: string;
}

/** A kustomization that kustomize cannot build, and why not in its words; `<ROOT>` stands for the tree's root. */
export interface Unbuilt {
  top: Top;
  error: string;
}

export interface Rule extends RuleInfo {
  /** The keys that it looks at: where none of them stands, in the file or for `project` in the tree, it has nothing to say. */
  keys?: readonly string[];
  /** Looks at the text of a file, whatever the file is for. */
  yaml?: (file: SourceFile) => Iterable<Finding>;
  /** Looks at the documents of a file that describe objects, whole ones or patches. */
  document?: (file: SourceFile, role: Role) => Iterable<Finding>;
  /** Looks at one whole object by itself; patches are not whole objects. */
  object?: (object: SourceObject) => Iterable<Finding>;
  /** Says where a build stops that fails although no other rule has found anything wrong in it. */
  unbuilt?: (project: Project, unbuilt: Unbuilt) => Finding & { path: string };
  /** Looks across the files. */
  project?: (project: Project) => Iterable<Finding & { path: string }>;
}

/** A finding and the rule that made it. */
export interface Found extends Finding {
  rule: Rule;
  /** Whether it was found by looking across the files, so that it hangs on other objects as well. */
  across?: true;
}

/** An example of one file. */
export function one(text: string, path = 'example.yaml'): RuleExample {
  return { files: { [path]: text }, path };
}
