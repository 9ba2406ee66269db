import type { Check, Mistake, Step, Workspace } from '@/lib/lessons';
import { at, holds, inWords, text } from '../checks/data';
import { application, sourcePaths } from '../checks/find';
import { names } from '../names';

const pathsOf = (workspace: Workspace) => {
  const app = application(workspace);
  return app ? sourcePaths(app) : [];
};

const points: Check = {
  id: 'points-at-day6',
  says: `The Application reads \`${names.overlay}\``,
  test(workspace) {
    const app = application(workspace);
    if (!app)
      return {
        holds: false,
        saw: `There is no Application any more. Put \`${names.applicationFile}\` back: resetting the file does it.`,
      };
    const paths = sourcePaths(app);
    if (paths.includes(names.overlay)) return holds;
    const place = { path: app.path, line: app.line };
    if (paths.length === 0)
      return {
        holds: false,
        saw: `The Application has no \`spec.source.path\`. Set it to \`${names.overlay}\`.`,
        at: place,
      };
    const before = paths.includes(names.overlayBefore) ? ', where yesterday left it' : '';
    return {
      holds: false,
      saw: `The Application reads ${inWords(paths)}${before}. Set \`spec.source.path\` to \`${names.overlay}\`.`,
      at: place,
    };
  },
};

const namespaceKept: Check = {
  id: 'same-namespace',
  says: `It still deploys into the namespace \`${names.namespace}\``,
  test(workspace) {
    const app = application(workspace);
    const namespace = text(at(app?.value, 'spec', 'destination', 'namespace'));
    if (!app || namespace === names.namespace) return holds;
    return {
      holds: false,
      saw: `The Application deploys into ${namespace ?? 'no namespace'}. Today it stays in \`${names.namespace}\`: only the path changes.`,
      at: { path: app.path, line: app.line },
    };
  },
};

const made = (test: (path: string) => boolean) => (workspace: Workspace) => pathsOf(workspace).some(test);
const mistakes: Mistake[] = [
  {
    id: 'day7-path',
    made: made((path) => path.startsWith('week1/day7')),
    hint: `The path says day7. Today's folder is \`${names.day6}\`, and no day7 exists: Argo CD would answer \`app path does not exist\`.`,
  },
  {
    id: 'path-with-repository',
    made: made((path) => path.startsWith(`${names.repository}/`)),
    hint: `The path starts with the repository's own folder. \`spec.source.path\` counts from the root of the repository, so it begins with \`week1/\`.`,
  },
  {
    id: 'path-to-base',
    made: made((path) => path === names.base),
    hint: `The path leads to the base. That would build, but without what the overlay adds: the namespace and the two replicas. Point at \`${names.overlay}\`.`,
  },
  {
    id: 'absolute-path',
    made: made((path) => path.startsWith('/')),
    hint: 'The path begins with a slash. Argo CD wants it relative to the root of the repository, without one.',
  },
];

export const point: Step = {
  id: 'point',
  title: 'Point the Application at the copy',
  checks: [points, namespaceKept],
  mistakes,
  hints: {
    observe: `The Application's path still leads to \`${names.overlayBefore}\`. Whatever you write in \`${names.day6}\`, Argo CD does not look there.`,
    where: `In \`${names.applicationFile}\`, beside the repository: \`spec.source.path\`.`,
    change: `Set path to \`${names.overlay}\`. In a cluster, apply the file afterwards: \`kubectl apply -f ${names.applicationFile}\`.`,
  },
  files: [names.applicationFile],
};
