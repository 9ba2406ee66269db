/** Programs of ours that write while they run. */
export const STREAMING: ReadonlySet<string> = new Set([
  ...['ash', 'bash', 'sh', 'env', 'timeout', 'tail', 'yes'],
  ...['curl', 'wget', 'nc', 'nslookup'],
  ...['psql', 'migrate', 'nginx', 'node', 'podinfo', 'postgres'],
]);
