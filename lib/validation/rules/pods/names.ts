import { podOf } from '@/lib/kubernetes';
import { at, scalarOf } from '@/lib/yaml';
import type { SourceObject } from '../../engine/file';
import { type Finding, one, type Rule } from '../../engine/rule';
import { isPlaceholder, walk } from '../refused/walk';
import { LABEL, labels, named, SERVICE, SUBDOMAIN, type Told } from './name-forms';
import { NAMES_IN_KINDS, NAMES_IN_POD } from './names-inside';

/** Kinds whose names may hold other characters. As pkg/apis/rbac/validation. */
const FREE_NAMES = /^rbac\.authorization\.k8s\.io\//;
/** Names that become labels of Pods, and leave room for what is added to them. As pkg/apis/batch/validation. */
const LONGEST: Readonly<Record<string, number>> = { CronJob: 52, Job: 63 };

export const names: Rule = {
  id: 'invalid-name',
  severity: 'error',
  title: 'The name or label is not one that Kubernetes accepts',
  why: 'Names become part of addresses, so they take lower-case letters, digits, `-` and (for most objects) `.`, and no more than 63 or 253 characters. Label values may have capitals, but no spaces or slashes.',
  failing: one('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: Web_Settings\n'),
  passing: one('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web-settings\n'),
  source: [
    {
      title: 'Kubernetes, object names',
      url: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names',
    },
    {
      title: 'Kubernetes, labels, syntax',
      url: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
    },
    {
      title: 'Kubernetes, pkg/apis/core/validation/validation.go',
      url: 'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go',
    },
  ],
  *object(object): Generator<Finding> {
    if (object.file.kustomization) return;
    const found: Finding[] = [];
    const told: Told = (finding) => found.push(finding);
    ownName(object, told);
    const pod = podOf(object);
    const metadata = [
      at(object.root, 'metadata'),
      pod?.path.length ? at(pod.template, 'metadata') : undefined,
    ];
    for (const node of metadata) {
      labels(at(node, 'labels'), told);
      labels(at(node, 'annotations'), told, 'annotation');
    }
    if (pod) walk(pod.spec, NAMES_IN_POD, told);
    const id = `${object.apiVersion}/${object.kind}`;
    const inside = Object.hasOwn(NAMES_IN_KINDS, id) ? NAMES_IN_KINDS[id] : undefined;
    if (inside) walk(object.root, inside, told);
    yield* found;
  },
};

/** What a generated name begins with; a hyphen may stand at its end. As apimachinery, maskTrailingDash. */
function prefix(object: SourceObject, told: Told) {
  const node = scalarOf(at(object.root, 'metadata', 'generateName'));
  if (typeof node?.value !== 'string' || node.value === '' || isPlaceholder(node.value)) return;
  if (!SUBDOMAIN.test(node.value.replace(/-$/, 'a')))
    told({
      start: node.start,
      end: node.end,
      message: `Names that are made of this take lower-case letters, digits, \`-\` and \`.\`; the API server refuses \`${node.value}\`.`,
    });
}

function ownName(object: SourceObject, told: Told) {
  const name = scalarOf(at(object.root, 'metadata', 'name'));
  if (!name && !FREE_NAMES.test(object.apiVersion)) prefix(object, told);
  if (
    !name ||
    FREE_NAMES.test(object.apiVersion) ||
    !/^(v1|[a-z]+\/v\d|[a-z.]+\.k8s\.io\/|argoproj\.io\/)/.test(object.apiVersion)
  )
    return;
  const longest = Object.hasOwn(LONGEST, object.kind) ? LONGEST[object.kind] : undefined;
  if (object.kind === 'Service') named(name, SERVICE, 63, 'A Service’s name', told);
  else if (object.kind === 'Namespace') named(name, LABEL, 63, 'A Namespace’s name', told);
  else if (object.kind === 'StatefulSet') named(name, LABEL, 63, 'A StatefulSet’s name', told);
  else if (longest) named(name, SUBDOMAIN, longest, `A ${object.kind}’s name`, told);
  else named(name, SUBDOMAIN, 253, 'A name', told);
  const namespace = scalarOf(at(object.root, 'metadata', 'namespace'));
  if (namespace) named(namespace, LABEL, 63, 'A namespace’s name', told);
}
