/** A Job with annotations; each line stands under `annotations`. */
export function annotated(...annotations: string[]): string {
  return [
    'apiVersion: batch/v1',
    'kind: Job',
    'metadata:',
    '  name: smoke-test',
    '  annotations:',
    ...annotations.map((line) => `    ${line}`),
    'spec:',
    '  template:',
    '    spec:',
    '      restartPolicy: Never',
    '      containers:',
    '        - name: test',
    '          image: alpine:3.20',
    '          command: [test, -f, /etc/hosts]',
    '',
  ].join('\n');
}

export const SYNC_DOCS = {
  title: 'Argo CD, sync phases and waves',
  url: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/',
};
export const OPTIONS_DOCS = {
  title: 'Argo CD, sync options',
  url: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/',
};
