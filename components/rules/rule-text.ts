import type { SeverityWord } from './severity';

interface Example {
  files: Readonly<Record<string, string>>;
  path: string;
}

/** What a page tells of a rule of the editor. */
export interface RuleText {
  id: string;
  severity: SeverityWord;
  title: string;
  why: string;
  failing: Example;
  passing: Example;
  source: readonly { title: string; url: string }[];
}
