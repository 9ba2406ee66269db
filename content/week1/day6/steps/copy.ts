import type { Check, Mistake, Step, Workspace } from '@/lib/lessons';
import { filesBelow, hasFolder } from '@/lib/tree';
import { holds } from '../checks/data';
import { built, isDeployment, isPreflight, written } from '../checks/find';
import { names } from '../names';

const { inWorkspace } = names;
const kustomization = (workspace: Workspace, folder: string) =>
  ['kustomization.yaml', 'kustomization.yml', 'Kustomization'].some((name) =>
    workspace.tree.has(`${folder}/${name}`),
  );

const copied: Check = {
  id: 'copied',
  says: `\`${names.day6}\` holds Day 5's overlay, Deployment and preflight Job`,
  test(workspace) {
    if (!hasFolder(workspace.tree, inWorkspace.day6))
      return {
        holds: false,
        saw: `There is no folder \`${names.day6}\` in \`${names.repository}\` yet. Copy the whole folder \`${names.day5}\` under that name.`,
      };
    if (!kustomization(workspace, inWorkspace.overlay))
      return {
        holds: false,
        saw: `\`${names.day6}\` is there, but \`${names.overlay}\` has no \`kustomization.yaml\`. Copy the whole of \`${names.day5}\`, its overlays too.`,
        at: { path: inWorkspace.day6 },
      };
    const objects = [...built(workspace), ...written(workspace)];
    const missing = [
      ...(objects.some(isDeployment) ? [] : [`the Deployment ${names.deployment}`]),
      ...(objects.some(isPreflight) ? [] : [`the Job ${names.preflight}`]),
    ];
    if (missing.length === 0) return holds;
    return {
      holds: false,
      saw: `\`${names.day6}\` does not hold ${missing.join(' and ')} of Day 5. Copy the missing files from \`${names.day5}\`.`,
    };
  },
};

const kept: Check = {
  id: 'day5-kept',
  says: `\`${names.day5}\` is still there`,
  test(workspace) {
    if (kustomization(workspace, `${names.repository}/${names.overlayBefore}`)) return holds;
    return {
      holds: false,
      saw: `\`${names.overlayBefore}\` is gone, and an Application may still read it. Put \`${names.day5}\` back: this step copies, it does not move.`,
    };
  },
};

const nested = `${inWorkspace.day6}/day5`;
const mistakes: Mistake[] = [
  {
    id: 'nested-copy',
    made: (workspace) => hasFolder(workspace.tree, nested),
    hint: `The copy landed one level too deep, in \`${names.day6}/day5\`: that is what \`cp -r\` does when the target folder exists already. Move its \`app\` and \`overlays\` up into \`${names.day6}\`.`,
  },
  {
    id: 'overlay-not-copied',
    made: (workspace) =>
      hasFolder(workspace.tree, inWorkspace.base) &&
      !hasFolder(workspace.tree, `${inWorkspace.day6}/overlays`) &&
      !hasFolder(workspace.tree, nested),
    hint: `Only \`app\` came along. The Application will read \`${names.overlay}\`, so the copy needs \`overlays\` too.`,
  },
  {
    id: 'moved',
    made: (workspace) =>
      hasFolder(workspace.tree, inWorkspace.day6) &&
      filesBelow(workspace.tree, inWorkspace.day5).length === 0,
    hint: `\`${names.day5}\` was moved instead of copied. Until step 2 is done and applied, Argo CD still reads that folder and would find nothing there.`,
  },
];

export const copy: Step = {
  id: 'copy',
  title: "Copy yesterday's work",
  checks: [copied, kept],
  mistakes,
  hints: {
    observe: `The repository \`${names.repository}\` has a folder \`${names.day5}\` and, so far, none for today.`,
    where: `In the file tree, on the folder \`day5\` below \`${names.repository}/week1\`. Its menu can copy a folder whole.`,
    change: `Copy \`day5\` beside itself and name the copy \`day6\`. In a terminal: \`cp -r ${names.day5} ${names.day6}\`.`,
  },
  files: [
    `${inWorkspace.base}/deployment.yaml`,
    `${inWorkspace.base}/preflight-job.yaml`,
    inWorkspace.kustomizationFile,
    `${inWorkspace.overlay}/kustomization.yaml`,
  ],
};
