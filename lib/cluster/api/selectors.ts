import type { ApiObject } from '../interface';
import { at, own } from '../object';
import { badRequest, type Refusal } from './errors';

export type Matcher = (object: ApiObject) => boolean;

/** A selector of labels as `kubectl -l` takes it. As apimachinery/pkg/labels/selector.go, Parse. */
export function labelSelector(text: string | undefined): Matcher | Refusal {
  if (!text?.trim()) return () => true;
  const tests: Matcher[] = [];
  for (const part of splitTop(text)) {
    const test = requirement(part.trim());
    if (!test) return badRequest(`unable to parse requirement: found '${part.trim()}'`);
    tests.push(test);
  }
  return (object) => tests.every((test) => test(object));
}

/** Splits at commas that are not inside brackets. */
function splitTop(text: string): string[] {
  return text.match(/(?:[^,(]|\([^)]*\)?)+/g) ?? [];
}

function labelOf(object: ApiObject, key: string): string | undefined {
  const { labels } = object.metadata;
  const value = labels && own(labels, key);
  return typeof value === 'string' ? value : undefined;
}

function requirement(part: string): Matcher | undefined {
  const set = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(part);
  if (set) {
    const [, key = '', operator, list = ''] = set;
    const values = new Set(list.split(',').map((value) => value.trim()));
    return (object) => {
      const label = labelOf(object, key);
      const among = label !== undefined && values.has(label);
      return operator === 'in' ? among : !among;
    };
  }
  const pair = /^([^\s!=]+)\s*(==|=|!=)\s*([^\s!=]*)$/.exec(part);
  if (pair) {
    const [, key = '', operator, value] = pair;
    return (object) => (labelOf(object, key) === value) === (operator !== '!=');
  }
  const presence = /^(!?)\s*([^\s!=]+)$/.exec(part);
  if (!presence) return undefined;
  const [, absent, key = ''] = presence;
  return (object) => (labelOf(object, key) !== undefined) === !absent;
}

/** Which fields a kind can be selected by. As pkg/registry/*\/strategy.go, ToSelectableFields. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Pod: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  Event: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  Secret: ['type'],
  Namespace: ['status.phase'],
  Node: ['spec.unschedulable'],
  ReplicaSet: ['status.replicas'],
  Job: ['status.successful'],
  Service: ['spec.clusterIP', 'spec.type'],
};

/** A selector of fields as `kubectl --field-selector` takes it. As apimachinery/pkg/fields/selector.go. */
export function fieldSelector(kind: string, text: string | undefined): Matcher | Refusal {
  if (!text?.trim()) return () => true;
  const tests: Matcher[] = [];
  for (const part of text.split(',')) {
    const pair = /^(.*?)(==|=|!=)(.*)$/.exec(part);
    if (!pair) return badRequest(`invalid selector: '${text}'; can't understand '${part}'`);
    const [, field = '', operator, value = ''] = pair;
    const known = Object.hasOwn(FIELDS, kind) ? FIELDS[kind] : undefined;
    if (field !== 'metadata.name' && field !== 'metadata.namespace' && !known?.includes(field))
      return badRequest(`field label not supported: ${field}`);
    const path = field === 'source' ? ['source', 'component'] : field.split('.');
    tests.push((object) => {
      const found = at(object, ...path);
      return (String(found ?? '') === value) === (operator !== '!=');
    });
  }
  return (object) => tests.every((test) => test(object));
}
