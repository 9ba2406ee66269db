/** What a shell script is once it is read. Only what a small test script needs; see `parse.ts` for the rest. */
export type Part =
  | { kind: 'text'; text: string; quoted: boolean }
  | {
      kind: 'variable';
      name: string;
      operator?: ':-' | '-' | undefined;
      fallback?: Word | undefined;
      quoted: boolean;
    }
  | { kind: 'output'; script: Script; quoted: boolean }
  | { kind: 'sum'; text: string; quoted: boolean };

export type Word = readonly Part[];

/** Where output goes: `nowhere` is any file, `error` is standard error, `same` changes nothing that matters here. */
export type Redirect = { from: 'out' | 'error' | 'both'; to: 'nowhere' | 'error' | 'out' };

export type Command =
  | {
      kind: 'simple';
      words: readonly Word[];
      sets: readonly { name: string; value: Word }[];
      redirects: Redirect[];
    }
  | { kind: 'group'; body: Script; subshell: boolean; redirects: Redirect[] }
  | { kind: 'if'; arms: readonly { test: Script; body: Script }[]; otherwise?: Script; redirects: Redirect[] }
  | { kind: 'while'; until: boolean; test: Script; body: Script; redirects: Redirect[] }
  | { kind: 'for'; name: string; items: readonly Word[]; body: Script; redirects: Redirect[] }
  | { kind: 'function'; name: string; body: Command };

export interface Pipeline {
  negated: boolean;
  commands: readonly Command[];
}

/** `a && b || c`: pipelines with what joins each to the one before it. */
export interface AndOr {
  first: Pipeline;
  rest: readonly { joint: '&&' | '||'; pipeline: Pipeline }[];
}

export type Script = readonly AndOr[];

/** Thrown inside this folder for what the small shell does not know; `runContainer` turns it into a value. */
export class Unread extends Error {}
