// Who may import whom: downwards only. The plan stands in CONTRIBUTING.md, "The house".
const room = (name, mayImport, comment) => ({
  name: `${name.replace(/\//g, '-')}-imports-downwards`,
  comment,
  severity: 'error',
  from: { path: `^${name}/` },
  to: { path: '^(app|components|content|lib)/', pathNot: [name, ...mayImport].map((r) => `^${r}/`) },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'lib-knows-no-react',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: 'node_modules/(react|react-dom|next|monaco-editor|@monaco-editor)/' },
    },
    room('lib/tree', []),
    room('lib/yaml', ['lib/tree']),
    room('lib/kubernetes', ['lib/tree', 'lib/yaml']),
    room('lib/kustomize', ['lib/tree', 'lib/yaml', 'lib/kubernetes']),
    room('lib/validation', ['lib/tree', 'lib/yaml', 'lib/kubernetes']),
    room('lib/cluster', ['lib/tree', 'lib/yaml', 'lib/kubernetes']),
    {
      name: 'argocd-knows-the-interface-of-the-cluster',
      comment: 'What runs behind lib/cluster/interface.ts can be replaced.',
      severity: 'error',
      from: { path: '^lib/argocd/' },
      to: { path: '^lib/cluster/', pathNot: '^lib/cluster/(interface|index)\\.ts$' },
    },
    {
      name: 'one-shell',
      comment: 'just-bash is met in one folder, so that it can be replaced.',
      severity: 'error',
      from: { pathNot: '^lib/cluster/process/' },
      to: { path: 'node_modules/just-bash/' },
    },
    room('lib/argocd', ['lib/tree', 'lib/yaml', 'lib/kubernetes', 'lib/kustomize', 'lib/cluster']),
    room('lib/quiz', []),
    room('lib/review', ['lib/progress']),
    room('lib/progress', ['lib/tree']),
    room('lib/lessons', ['lib/tree', 'lib/quiz']),
    room('lib/lab', [
      'lib/tree',
      'lib/yaml',
      'lib/kubernetes',
      'lib/kustomize',
      'lib/validation',
      'lib/lessons',
      'content',
    ]),
    room('content', ['lib/lessons', 'lib/quiz', 'lib/tree']),
    room('components', ['lib/lab', 'lib/quiz', 'lib/review', 'lib/progress', 'lib/lessons', 'lib/tree']),
    room('app', ['components', 'content', 'lib']),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
