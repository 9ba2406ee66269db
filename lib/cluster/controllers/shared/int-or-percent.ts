import type { IntOrPercent } from '../../types/workloads';

/**
 * The number that a number or percentage means of a total, rounded up or down. What is neither is 0.
 * As apimachinery/pkg/util/intstr, GetScaledValueFromIntOrPercent.
 */
export function scaled(value: IntOrPercent, total: number, roundUp: boolean): number {
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(value)?.[1];
  if (percent === undefined) return 0;
  const exact = (Number(percent) * total) / 100;
  return roundUp ? Math.ceil(exact) : Math.floor(exact);
}
