import type { LabelSelector } from '../../types/workloads';

type Labels = { readonly [key: string]: string } | undefined;

/** Whether labels hold every pair of the map. An empty map holds always. */
export function holds(labels: Labels, pairs: { readonly [key: string]: string }): boolean {
  return Object.entries(pairs).every(([key, value]) => labelOf(labels, key) === value);
}

/** One label, never an inherited field. */
export function labelOf(labels: Labels, key: string): string | undefined {
  return labels && Object.hasOwn(labels, key) ? labels[key] : undefined;
}

/**
 * Whether labels match a selector. None selects nothing, an empty one all.
 * As apimachinery/pkg/apis/meta/v1/helpers.go, LabelSelectorAsSelector.
 */
export function selects(selector: LabelSelector | undefined, labels: Labels): boolean {
  if (!selector) return false;
  if (!holds(labels, selector.matchLabels ?? {})) return false;
  return (selector.matchExpressions ?? []).every((expression) => meets(expression, labels));
}

/** One requirement of a label selector or of a node selector (which adds Gt and Lt). */
export function meets(
  expression: { key: string; operator: string; values?: string[] },
  labels: Labels,
): boolean {
  const value = labelOf(labels, expression.key);
  const values = expression.values ?? [];
  switch (expression.operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return value !== undefined && Number(value) > Number(values[0]);
    case 'Lt':
      return value !== undefined && Number(value) < Number(values[0]);
    default:
      return false;
  }
}

/** Whether a selector is there but names nothing: it selects everything. */
export function isEmptySelector(selector: LabelSelector | undefined): boolean {
  return (
    selector !== undefined &&
    Object.keys(selector.matchLabels ?? {}).length === 0 &&
    (selector.matchExpressions ?? []).length === 0
  );
}
