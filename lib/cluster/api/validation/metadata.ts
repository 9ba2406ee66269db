import type { ApiObject, JsonMap } from '../../interface';
import { equal, isMap, mapAt, mapsAt, textAt, textMapAt, textsAt } from '../../object';
import type { FieldFault } from '../errors';
import type { Kind } from '../kinds';
import { invalidValue, notAllowed, required, tooLong } from './faults';
import { dns1035Label, dnsLabel, dnsSubdomain, labelValue, pathSegment, qualifiedName } from './names';

type Faults = Generator<FieldFault>;

const MAX_ANNOTATIONS = 256 * 1024;

/** How objects of a kind may be called. As the ValidateName functions of pkg/apis. */
function nameCheck(kind: Kind): (name: string) => string[] {
  if (kind.kind === 'Service' && !kind.group) return dns1035Label;
  if (kind.kind === 'Namespace' || kind.kind === 'StatefulSet') return dnsLabel;
  if (kind.group === 'rbac.authorization.k8s.io') return pathSegment;
  return dnsSubdomain;
}

/** As apimachinery/pkg/api/validation/objectmeta.go, ValidateObjectMeta. */
export function* metadata(object: JsonMap, kind: Kind): Faults {
  const meta = mapAt(object, 'metadata');
  const check = nameCheck(kind);
  const generate = textAt(meta, 'generateName');
  // A prefix may end with a dash, since letters follow.
  if (generate)
    for (const message of check(generate.replace(/-$/, 'a')))
      yield invalidValue('metadata.generateName', generate, message);
  const name = textAt(meta, 'name') ?? '';
  if (!name) yield required('metadata.name', 'name or generateName is required');
  else for (const message of check(name)) yield invalidValue('metadata.name', name, message);
  yield* labels(meta.labels, 'metadata.labels');
  yield* annotations(meta.annotations, 'metadata.annotations');
  yield* owners(meta);
  for (const finalizer of textsAt(meta, 'finalizers')) {
    for (const message of qualifiedName(finalizer))
      yield invalidValue('metadata.finalizers', finalizer, message);
  }
}

export function* labels(value: JsonMap[string], field: string): Faults {
  if (!isMap(value)) return;
  for (const [key, text] of Object.entries(textMapAt(value))) {
    for (const message of qualifiedName(key)) yield invalidValue(field, key, message);
    for (const message of labelValue(text)) yield invalidValue(field, text, message);
  }
}

export function* annotations(value: JsonMap[string], field: string): Faults {
  if (!isMap(value)) return;
  let size = 0;
  for (const [key, text] of Object.entries(textMapAt(value))) {
    size += key.length + text.length;
    for (const message of qualifiedName(key.toLowerCase())) yield invalidValue(field, key, message);
  }
  if (size > MAX_ANNOTATIONS) yield tooLong(field, MAX_ANNOTATIONS);
}

function* owners(meta: JsonMap): Faults {
  let controller: string | undefined;
  for (const owner of mapsAt(meta, 'ownerReferences')) {
    for (const field of ['apiVersion', 'kind', 'name', 'uid'])
      if (!owner[field]) yield required(`metadata.ownerReferences.${field}`, 'must not be empty');
    if (owner.controller !== true) continue;
    const name = `${textAt(owner, 'kind')}/${textAt(owner, 'name')}`;
    if (controller)
      yield invalidValue(
        'metadata.ownerReferences',
        meta.ownerReferences,
        `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${name}`,
      );
    else controller = name;
  }
}

/** As ValidateObjectMetaAccessorUpdate, as far as a writer can get it wrong: what is immutable is taken from the old object anyway. */
export function* metadataUpdate(object: JsonMap, old: ApiObject): Faults {
  if (!old.metadata.deletionTimestamp) return;
  const before = old.metadata.finalizers ?? [];
  const extra = textsAt(object, 'metadata', 'finalizers').filter((finalizer) => !before.includes(finalizer));
  if (extra.length)
    yield notAllowed(
      'metadata.finalizers',
      `no new finalizers can be added if the object is being deleted, found new finalizers []string{${extra
        .sort()
        .map((finalizer) => JSON.stringify(finalizer))
        .join(', ')}}`,
    );
}

/** As apimachinery/pkg/apis/meta/v1/validation, ValidateLabelSelector. */
export function* labelSelector(value: JsonMap[string], field: string): Faults {
  if (!isMap(value)) return;
  yield* labels(value.matchLabels, `${field}.matchLabels`);
  for (const [i, requirement] of mapsAt(value, 'matchExpressions').entries()) {
    const at = `${field}.matchExpressions[${i}]`;
    const values = textsAt(requirement, 'values');
    switch (requirement.operator) {
      case 'In':
      case 'NotIn':
        if (!values.length)
          yield required(`${at}.values`, "must be specified when `operator` is 'In' or 'NotIn'");
        break;
      case 'Exists':
      case 'DoesNotExist':
        if (values.length)
          yield notAllowed(
            `${at}.values`,
            "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
          );
        break;
      default:
        yield invalidValue(
          `${at}.operator`,
          textAt(requirement, 'operator') ?? '',
          'not a valid selector operator',
        );
    }
    const key = textAt(requirement, 'key') ?? '';
    for (const message of qualifiedName(key)) yield invalidValue(`${at}.key`, key, message);
    for (const [j, text] of values.entries())
      for (const message of labelValue(text)) yield invalidValue(`${at}.values[${j}]`, text, message);
  }
}

/** Whether a LabelSelector is about labels. As LabelSelectorAsSelector: none selects nothing, an empty one everything. */
export function selects(selector: JsonMap[string], labels: JsonMap): boolean {
  if (!isMap(selector)) return false;
  for (const [key, value] of Object.entries(mapAt(selector, 'matchLabels')))
    if (!equal(textAt(labels, key), value)) return false;
  return mapsAt(selector, 'matchExpressions').every((requirement) => {
    const label = textAt(labels, textAt(requirement, 'key') ?? '');
    const among = label !== undefined && textsAt(requirement, 'values').includes(label);
    switch (requirement.operator) {
      case 'In':
        return among;
      case 'NotIn':
        return !among;
      case 'Exists':
        return label !== undefined;
      default:
        return label === undefined;
    }
  });
}
