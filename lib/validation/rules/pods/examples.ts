/** A Pod with one container; `lines` follow its name, at the container's level. */
export function pod(...lines: string[]): string {
  return [
    'apiVersion: v1',
    'kind: Pod',
    'metadata:',
    '  name: web',
    'spec:',
    '  containers:',
    '    - name: web',
    ...lines.map((line) => `      ${line}`),
    '',
  ].join('\n');
}
