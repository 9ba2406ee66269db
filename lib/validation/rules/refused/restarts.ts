import { at, entryOf, itemsOf, scalarOf, stringOf, type YamlNode } from '@/lib/yaml';
import { oneOf } from './checks';
import { isPlaceholder, type Tell } from './walk';

const POLICIES = ['Always', 'Never', 'OnFailure'];

/**
 * The restart policies of single containers. Until Kubernetes 1.34 only an init container has one, to be a sidecar; since
 * 1.35 each container may differ from its Pod. As features/kube_features.go, ContainerRestartRules.
 *
 * @param ends whether the Pod is a Job's, which waits for its end.
 */
export function restarts(spec: YamlNode, tell: Tell, ends: boolean) {
  const ofPod = stringOf(at(spec, 'restartPolicy')) ?? 'Always';
  for (const list of ['initContainers', 'containers'])
    for (const container of itemsOf(at(spec, list))) {
      const policy = scalarOf(at(container, 'restartPolicy'));
      const rules = entryOf(container, 'restartPolicyRules');
      if (rules && !policy)
        tell(
          rules.key,
          'Rules make exceptions from the `restartPolicy` of their container. Add one beside them.',
        );
      if (typeof policy?.value !== 'string' || isPlaceholder(policy.text)) continue;
      if (!POLICIES.includes(policy.text))
        tell(policy, `There is no restart policy \`${policy.text}\`. There are ${oneOf(POLICIES)}.`);
      else if (rules) continue;
      else if (list === 'containers')
        regular(policy.text, ofPod, (message, more) => tell(policy, message, more));
      else if (policy.text === (ofPod === 'Never' ? 'Never' : 'OnFailure'))
        tell(
          policy,
          `An init container of this Pod has \`restartPolicy: ${policy.text}\` anyway. Before Kubernetes 1.35 the API server refuses this line: there it takes \`Always\` only, which makes it a sidecar. Remove it.`,
          { severity: 'warning' },
        );
    }

  function regular(own: string, pod: string, say: (message: string, more?: Parameters<Tell>[2]) => void) {
    if (own === 'Always' && ends)
      say(
        'A container that always starts again never ends, and so the Job never does. Before Kubernetes 1.35 the API server refuses this. A sidecar stands under `initContainers`; otherwise remove this line.',
      );
    else if (own === pod)
      say(
        `The Pod has \`restartPolicy: ${pod}\` anyway. Before Kubernetes 1.35 the API server refuses this line in a container: only init containers have it, to be sidecars. Remove it.`,
        { severity: 'warning' },
      );
  }
}
