import { type Finding, one, type Rule } from '../../engine/rule';
import { type Fields, findingsOf, walk } from '../refused/walk';
import { APPLICATION, finalizers } from './spec/application';
import { APPLICATION_SET } from './spec/application-set';
import { PROJECT } from './spec/project';

const application = (server: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: web\nspec:\n  project: default\n  source:\n    repoURL: https://git.example.com/web.git\n    path: overlays/dev\n  destination:\n    server: ${server}\n    namespace: web\n`;

const KINDS: Readonly<Record<string, Fields>> = {
  Application: { metadata: { finalizers }, spec: APPLICATION },
  ApplicationSet: { spec: APPLICATION_SET },
  AppProject: PROJECT,
};

export const specValue: Rule = {
  id: 'argocd-spec-value',
  severity: 'error',
  title: 'Argo CD refuses this value, or does nothing with it',
  why: 'The API server lets nearly everything pass in the kinds of Argo CD, and Argo CD itself finds out later: it shows an InvalidSpecError, or takes the value for nothing and says no word.',
  failing: one(application('kubernetes.default.svc')),
  passing: one(application('https://kubernetes.default.svc')),
  source: [
    {
      title: 'Argo CD, util/argo/argo.go, ValidatePermissions',
      url: 'https://github.com/argoproj/argo-cd/blob/master/util/argo/argo.go',
    },
    {
      title: 'Argo CD, pkg/apis/application/v1alpha1/app_project_types.go, ValidateProject',
      url: 'https://github.com/argoproj/argo-cd/blob/master/pkg/apis/application/v1alpha1/app_project_types.go',
    },
    {
      title: 'Argo CD, ApplicationSet templates',
      url: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/GoTemplate/',
    },
  ],
  keys: ['spec'],
  *object(object): Generator<Finding> {
    if (!object.apiVersion.startsWith('argoproj.io/') || object.file.unsure || object.file.kustomization)
      return;
    const fields = Object.hasOwn(KINDS, object.kind) ? KINDS[object.kind] : undefined;
    if (fields) yield* findingsOf((tell) => walk(object.root, fields, tell));
  },
};
