import type { Check, Mistake, PlacedObject, Step, Workspace } from '@/lib/lessons';
import { hasFolder } from '@/lib/tree';
import { explained } from '../checks/build-errors';
import { holds, inWords, list, text } from '../checks/data';
import { application, isDeployment, isPostSync, isPreflight, isService, sourcePaths } from '../checks/find';
import { names } from '../names';

type Source = { path: string; objects?: readonly PlacedObject[]; error?: string };

/** What Argo CD finds when it follows the Application into the repository. */
function source(workspace: Workspace): Source | undefined {
  const app = application(workspace);
  const path = app && sourcePaths(app)[0];
  if (path === undefined) return undefined;
  const folder = `${names.repository}/${path}`;
  if (path.startsWith('/') || !hasFolder(workspace.tree, folder))
    return { path, error: `${path}: app path does not exist` };
  return { path, ...workspace.build(folder) };
}

const loads: Check = {
  id: 'source-builds',
  says: 'What the Application points at builds',
  test(workspace) {
    const read = source(workspace);
    if (!read)
      return {
        holds: false,
        saw: 'The Application names no path, so there is nothing to sync. Do step 2 first.',
      };
    if (read.error === undefined) return holds;
    const saw = `Argo CD would show a ComparisonError and sync nothing: ${explained(read.error)}`;
    return { holds: false, saw };
  },
};

const wanted = [
  { what: `the Deployment ${names.deployment}`, is: isDeployment },
  { what: `the Job ${names.preflight}`, is: isPreflight },
  { what: 'a Service', is: isService },
  { what: 'a PostSync hook', is: isPostSync },
] as const;

const complete: Check = {
  id: 'source-complete',
  says: 'It contains everything that this sync needs',
  test(workspace) {
    const read = source(workspace);
    const objects = read?.objects;
    if (!read || !objects)
      return { holds: false, saw: 'Nothing can be counted while that does not build. Mend it first.' };
    const missing = wanted.filter(({ is }) => !objects.some(is)).map(({ what }) => what);
    if (missing.length === 0) return holds;
    const next =
      read.path === names.overlay
        ? 'Look at the step above that is not done.'
        : `Point the Application at ${names.overlay}, as in step 2.`;
    return { holds: false, saw: `\`${read.path}\` builds, but lacks ${inWords(missing)}. ${next}` };
  },
};

const overlayFile = `${names.inWorkspace.overlay}/kustomization.yaml`;
const mistakes: Mistake[] = [
  {
    id: 'overlay-reads-day5',
    made: (workspace) =>
      workspace
        .objects(overlayFile)
        .some((object) =>
          list(object.value.resources).some((entry) => /(^|\/)day5(\/|$)/.test(text(entry) ?? '')),
        ),
    hint: "Today's overlay reads Day 5's base, so it builds well and knows nothing of your Service and your hook. Its entry under resources must be `../../app/base`.",
  },
];

export const sync: Step = {
  id: 'sync',
  title: 'Commit and sync',
  checks: [loads, complete],
  mistakes,
  hints: {
    observe:
      'The check does what Argo CD does first: it takes the path from the Application and builds what is there.',
    where: `In \`${names.applicationFile}\` at \`spec.source.path\`, and from there down: the overlay's resources, then the base's.`,
    change: `The path is \`${names.overlay}\`, the overlay lists \`../../app/base\`, and the base lists four files.`,
  },
  files: [names.applicationFile, overlayFile, names.inWorkspace.kustomizationFile],
};
