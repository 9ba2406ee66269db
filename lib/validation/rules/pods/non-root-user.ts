import { containersOf, podOf } from '@/lib/kubernetes';
import { at, entryOf, type MapNode, scalarOf, stringOf } from '@/lib/yaml';
import { addEntries } from '../../engine/edits';
import type { SourceFile, SourceObject } from '../../engine/file';
import { type Finding, type FindingFix, one, type Rule } from '../../engine/rule';
import { pod } from './examples';
import { userOf } from './image-users';

export const nonRootUser: Rule = {
  id: 'pod-non-root-user',
  severity: 'error',
  title: 'The kubelet cannot tell that the user is not root',
  why: '`runAsNonRoot` makes the kubelet check the user before it starts the container. It can check a number only: an image whose user is a name, or root, does not start.',
  failing: one(pod('image: curlimages/curl:8.10.1', 'securityContext:', '  runAsNonRoot: true')),
  passing: one(
    pod('image: curlimages/curl:8.10.1', 'securityContext:', '  runAsNonRoot: true', '  runAsUser: 100'),
  ),
  source: [
    { title: 'curl-docker issue 62', url: 'https://github.com/curl/curl-docker/issues/62' },
    {
      title: 'kubelet, pkg/kubelet/kuberuntime/security_context.go',
      url: 'https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/security_context_others.go',
    },
  ],
  keys: ['runAsNonRoot'],
  *object(object): Generator<Finding> {
    yield* check(object);
  },
};

function* check(object: SourceObject): Generator<Finding> {
  const found = podOf(object);
  if (!found) return;
  const shared = at(found.spec, 'securityContext');
  for (const container of containersOf(found)) {
    const own = at(container.node, 'securityContext');
    const holder = entryOf(own, 'runAsNonRoot') ? own : shared;
    const wanted = scalarOf(at(holder, 'runAsNonRoot'));
    if (wanted?.value !== true || holder?.kind !== 'map') continue;
    const entry = entryOf(own, 'runAsUser') ?? entryOf(shared, 'runAsUser');
    const user = scalarOf(entry?.value);
    if (entry && user?.value === 0) {
      const message = `\`runAsNonRoot: true\` forbids user 0, which is root: the kubelet refuses to start container \`${container.name}\`. Choose another number.`;
      yield { start: entry.key.start, end: user.end, message };
      continue;
    }
    const image = stringOf(at(container.node, 'image'));
    const runs = image === undefined ? undefined : userOf(image);
    if (user?.value != null || !runs) continue;
    const key = entryOf(holder, 'runAsNonRoot')?.key ?? wanted;
    const said =
      runs.name === 'root'
        ? 'container has runAsNonRoot and image will run as root'
        : `container has runAsNonRoot and image has non-numeric user (${runs.name}), cannot verify user is non-root`;
    yield {
      start: key.start,
      end: wanted.end,
      message: `\`${image}\` runs as ${runs.name === 'root' ? 'root' : `the user named \`${runs.name}\``}, so the kubelet does not start container \`${container.name}\`: "${said}". Add a numeric \`runAsUser\`.`,
      fixes: userFix(object.file, holder, runs.id),
    };
  }
}

function userFix(file: SourceFile, holder: MapNode, id: number | undefined): FindingFix[] {
  if (id === undefined || entryOf(holder, 'runAsUser')) return [];
  const edits = addEntries(file, holder, [`runAsUser: ${id}`]);
  return edits.length ? [{ title: `Add runAsUser: ${id}`, edits }] : [];
}
