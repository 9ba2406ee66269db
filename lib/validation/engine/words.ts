/** A kind with its article: `an Ingress`, `a Service`. */
export function aKind(kind: string): string {
  return `${/^[AEIO]/.test(kind) ? 'an' : 'a'} ${kind}`;
}
