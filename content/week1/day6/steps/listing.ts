import type { Check, Mistake, PlacedObject, Step, Workspace } from '@/lib/lessons';
import { folderOf, resolvePath } from '@/lib/tree';
import { explained } from '../checks/build-errors';
import { holds, inWords, list, text } from '../checks/data';
import {
  built,
  found,
  isDeployment,
  isHookJob,
  isPreflight,
  isService,
  isTodaysJob,
  kindOf,
  written,
} from '../checks/find';
import { names } from '../names';

const { overlay, kustomizationFile } = names.inWorkspace;

const builds: Check = {
  id: 'builds',
  says: `\`kustomize build ${names.overlay}\` succeeds`,
  test(workspace) {
    const build = workspace.build(overlay);
    if ('objects' in build) return holds;
    return { holds: false, saw: `The build stops: ${explained(build.error)}` };
  },
};

const wanted = [
  { what: `the Deployment ${names.deployment}`, is: isDeployment },
  { what: `the Job ${names.preflight}`, is: isPreflight },
  { what: 'a Service', is: isService },
  { what: "the smoke test's Job", is: isTodaysJob },
] as const;

const complete: Check = {
  id: 'complete',
  says: 'It holds the Deployment, the preflight Job, the Service and the hook',
  test(workspace) {
    const build = workspace.build(overlay);
    if ('error' in build)
      return { holds: false, saw: 'Nothing can be counted while the build stops. Mend that first.' };
    const missing = wanted.filter(({ is }) => !build.objects.some(is));
    if (missing.length === 0) return holds;
    const files = listed(workspace);
    const unread = written(workspace).some((o) => missing.some(({ is }) => is(o)) && files.includes(o.path));
    const next = unread
      ? `A kustomization lists them, but ${names.overlay} does not read that one: look at its resources.`
      : `List the missing file under resources in ${names.base}/kustomization.yaml.`;
    const what = inWords(missing.map((one) => one.what));
    const saw = `The build has ${build.objects.length} objects; ${what} ${missing.length === 1 ? 'is' : 'are'} not among them. ${next}`;
    return { holds: false, saw, at: { path: unread ? `${overlay}/kustomization.yaml` : kustomizationFile } };
  },
};

/** What today's kustomizations list under resources, as paths of the workspace. */
function listed(workspace: Workspace): string[] {
  return written(workspace)
    .filter((object) => kindOf(object) === 'Kustomization')
    .flatMap((object) =>
      list(object.value.resources).map((entry) => resolvePath(folderOf(object.path), text(entry) ?? '')),
    )
    .flatMap((path) => path ?? []);
}
const failsWith = (pattern: RegExp) => (workspace: Workspace) => {
  const build = workspace.build(overlay);
  return 'error' in build && pattern.test(build.error);
};
const isUnlisted = (workspace: Workspace) => {
  const files = listed(workspace);
  const isMissing = (is: (object: PlacedObject) => boolean) =>
    !built(workspace).some(is) &&
    written(workspace).some((object) => is(object) && !files.includes(object.path));
  return built(workspace).length > 0 && (isMissing(isHookJob) || isMissing(isService));
};

const mistakes: Mistake[] = [
  {
    id: 'not-listed',
    made: isUnlisted,
    hint: 'A file of yours stands beside the kustomization, but not in it. Kustomize reads what is listed under resources and nothing else.',
  },
  {
    id: 'listed-but-missing',
    made: (workspace) => listed(workspace).some((path) => /\.ya?ml$/.test(path) && !workspace.tree.has(path)),
    hint: 'The kustomization lists a file that is not there under that name. Compare the entry with the file tree, letter by letter.',
  },
  {
    id: 'hook-over-preflight',
    made: (workspace) => found(workspace, isHookJob).length > 0 && !written(workspace).some(isPreflight),
    hint: `The hook took the place of \`${names.preflight}\` in \`preflight-job.yaml\`. That file is Day 5's Job and stays as it was; put the hook into a file of its own.`,
  },
  {
    id: 'defined-twice',
    made: failsWith(/already registered id|ID conflict/),
    hint: 'Two of the listed files define an object of the same kind and name. Keep one of them: a name can belong to one object only.',
  },
];

export const listing: Step = {
  id: 'list',
  title: 'List both in the kustomization',
  checks: [builds, complete],
  mistakes,
  hints: {
    observe: `The overlay builds to what its base lists, and the base lists two files. The Job \`${names.hook}\` and the Service are not among them.`,
    where: `In \`${names.base}/kustomization.yaml\`, under \`resources\`.`,
    change: 'Add an entry for each of the two new files, with the name that they have in the file tree.',
  },
  files: [kustomizationFile],
};
