import type { Check, Mistake, PlacedObject, Step, Workspace } from '@/lib/lessons';
import { at, holds, inWords, text } from '../checks/data';
import { application, built, kindOf, nameOfObject, shown } from '../checks/find';
import { againstRestricted, withoutNumericUser } from '../checks/pod-security';
import { names } from '../names';

/** The level that the namespace enforces, as far as the files say. */
function enforced(workspace: Workspace): string | undefined {
  const namespace = built(workspace).find(
    (o) => kindOf(o) === 'Namespace' && nameOfObject(o) === names.namespace,
  );
  const app = application(workspace);
  const managed = at(
    app?.value,
    'spec',
    'syncPolicy',
    'managedNamespaceMetadata',
    'labels',
    names.enforceLabel,
  );
  return text(at(namespace?.value, 'metadata', 'labels', names.enforceLabel)) ?? text(managed);
}

const enforces: Check = {
  id: 'enforces-restricted',
  says: `The namespace \`${names.namespace}\` enforces \`restricted\``,
  test(workspace) {
    const level = enforced(workspace);
    if (level === 'restricted') return holds;
    return {
      holds: false,
      saw: `The namespace enforces ${level ?? 'nothing'}. Set the label \`${names.enforceLabel}\` to restricted, in the Application's \`managedNamespaceMetadata\`.`,
      at: { path: names.applicationFile },
    };
  },
};

/** The first workload of the build that a question finds something against. */
function firstWith(workspace: Workspace, faults: (object: PlacedObject) => readonly string[]) {
  return built(workspace)
    .map((object) => ({ object, faults: faults(object) }))
    .find((entry) => entry.faults.length > 0);
}

const admitted: Check = {
  id: 'admitted',
  says: 'Every Pod of the build is admitted there',
  test(workspace) {
    if (built(workspace).length === 0)
      return {
        holds: false,
        saw: 'The overlay does not build yet, so no Pod can be looked at. Do steps 1 to 4 first.',
      };
    const first = firstWith(workspace, againstRestricted);
    if (!first) return holds;
    return {
      holds: false,
      saw: `The Pods of ${shown(first.object)} would be refused: ${inWords(first.faults)}. Set the missing fields in its \`securityContext\`.`,
    };
  },
};

const started: Check = {
  id: 'numeric-user',
  says: 'The kubelet can verify that none of them runs as root',
  test(workspace) {
    const first = firstWith(workspace, withoutNumericUser);
    if (!first) return built(workspace).length > 0 ? holds : admitted.test(workspace);
    return {
      holds: false,
      saw: `${shown(first.object)} asks for \`runAsNonRoot\`, and its image's user is a name, \`curl_user\`: the kubelet refuses to start it. Add \`runAsUser: ${names.curlUser}\`.`,
    };
  },
};

const against = (pattern: RegExp) => (workspace: Workspace) =>
  firstWith(workspace, (object) => againstRestricted(object).filter((fault) => pattern.test(fault))) !==
  undefined;

const mistakes: Mistake[] = [
  {
    id: 'named-user',
    made: (workspace) => firstWith(workspace, withoutNumericUser) !== undefined,
    hint: `\`runAsNonRoot\` is a question to the kubelet: is this user root? The curl image answers with a name, and a name proves nothing. Give the number yourself: \`runAsUser: ${names.curlUser}\`.`,
  },
  {
    id: 'runs-as-root',
    made: against(/`runAsUser` is 0/),
    hint: '`runAsUser: 0` is root, whatever `runAsNonRoot` says beside it. Take the number of a plain user.',
  },
  {
    id: 'no-seccomp',
    made: against(/seccompProfile/),
    hint: 'The seccomp profile is missing: restricted wants a filter for system calls to be chosen, and `RuntimeDefault` is the one that every node has.',
  },
  {
    id: 'keeps-capabilities',
    made: against(/`capabilities.drop`/),
    hint: 'The container keeps the Linux capabilities that a container gets by default. Drop them all; `curl` needs none.',
  },
];

export const harden: Step = {
  id: 'harden',
  title: 'Harden the Job',
  optional: true,
  checks: [enforces, admitted, started],
  mistakes,
  hints: {
    observe: `The Deployment and \`${names.preflight}\` bring a \`securityContext\` since Day 5. The smoke test has none.`,
    where: `In the hook Job, at two places: the Pod (\`spec.template.spec.securityContext\`) and the container. And in \`${names.applicationFile}\`, at \`managedNamespaceMetadata\`.`,
    change: `For the Pod: \`runAsNonRoot: true\`, \`runAsUser: ${names.curlUser}\` and \`seccompProfile\` \`RuntimeDefault\`. For the container: \`allowPrivilegeEscalation: false\` and capabilities drop ALL.`,
  },
  files: [names.inWorkspace.hookFile, names.applicationFile],
};
