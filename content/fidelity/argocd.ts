/** Where Argo CD in the lab differs from Argo CD 3.6. */
export const argocd = {
  id: 'argo-cd',
  title: 'Argo CD',
  says: 'Our own, written after the source of Argo CD 3.6: comparing, health, syncs with their hooks and waves, the Application controller. Recorded syncs are compared step by step and word by word, the health checks with the verdicts of upstream’s tests. A real controller was never run beside it.',
  differences: [
    {
      about: 'Time',
      real: 'Comparing and applying take from milliseconds to seconds, and what the controller sees may be a little old.',
      lab: 'They take no time at all. What is waited for on purpose is waited for: 2 seconds between waves, 5 seconds after an object changed, the back-off of a retry.',
    },
    {
      about: 'Asking Git',
      real: 'Every 2 to 3 minutes, at random; what Git answered is kept for 3 minutes, so a commit may be seen later still.',
      lab: 'Every 2 to 3 minutes, in a way that is the same each time, and what Git says is always new.',
    },
    {
      about: 'Target revisions',
      real: 'A branch, a tag, a commit, or a range of versions such as `v1.*`.',
      lab: 'A branch, a tag or a commit. A range is taken for a name, and is not found.',
    },
    {
      about: 'Helm, Jsonnet, plugins',
      real: 'Charts, Jsonnet files and plugins make manifests.',
      lab: 'Only kustomizations and plain YAML or JSON do. An Application with a chart says so in its conditions; Jsonnet files are passed over.',
    },
    {
      about: 'Options in the Application',
      real: '`spec.source.kustomize` adds to the kustomization, and `spec.sources` takes several sources.',
      lab: 'The first has to be written in the kustomization: the condition says so. Several sources are refused in a condition.',
    },
    {
      about: 'Other clusters, other namespaces',
      real: 'Applications may go to many clusters, and may live in many namespaces.',
      lab: 'There is one cluster, `https://kubernetes.default.svc`, and Applications live in `argocd`.',
    },
    {
      about: 'ApplicationSets',
      real: 'A controller of their own makes Applications of them.',
      lab: 'They can be stored, and nothing comes of them.',
    },
    {
      about: 'Health of other kinds',
      real: 'Scripts judge some hundred kinds of other projects, and you can add your own.',
      lab: 'The built-in kinds, and of the scripted ones CronJob, CustomResourceDefinition, PodDisruptionBudget and ApplicationSet. Any other kind has no health, and nothing waits for it.',
    },
    {
      about: 'What is ignored in comparing',
      real: '`jqPathExpressions` may be any program of jq, and the server can be asked to compare (`ServerSideDiff`).',
      lab: 'Of jq only paths and simple choices by a field are known, and the comparison is always Argo CD’s own.',
    },
    {
      about: 'The dry run before a sync',
      real: 'kubectl’s own, on the client’s side.',
      lab: 'It looks whether the kind is served and the object has a name. What else would be refused shows when the wave is applied; nearly all of it does for real, too.',
    },
    {
      about: 'From client-side to server-side apply',
      real: 'The first server-side apply takes over the fields that `kubectl apply` owned.',
      lab: 'The fields stay with both owners.',
    },
    {
      about: 'The rest',
      real: 'Users and their rights, single sign-on, notifications, metrics, signatures of commits, orphaned resources, impersonation, tracking by label.',
      lab: 'None of it. You are `admin`, and objects are tracked by annotation, as is the default.',
    },
  ],
};
