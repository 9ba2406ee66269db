/** What a pattern that was found means. */
export type Meaning =
  | { kind: 'thing'; thing: string }
  | { kind: 'both'; denied: boolean }
  | { kind: 'opposite' }
  | { kind: 'someone-else' }
  | { kind: 'idea'; idea: string }
  | { kind: 'negation'; inner: boolean }
  | { kind: 'truth'; denied: boolean }
  | { kind: 'report' }
  | { kind: 'reversal' }
  | { kind: 'one' }
  | { kind: 'hedge' }
  | { kind: 'only' }
  | { kind: 'comparing'; how: 'like' | 'unlike' | 'instead' | 'than' | 'between' | 'joined' }
  | { kind: 'aside' }
  | { kind: 'nothing' };
