import type { KubeObject } from '../object';
import { annotationOf } from './annotations';
import type { Because } from './because';
import { ANNOTATION } from './names';

export interface WaveFacts {
  wave: number;
  because: Because;
}

/** As strconv.Atoi: an optional sign and digits, within 64 bits. Beyond 2 to the 53rd the nearest number that there is. */
export function atoi(text: string): number | undefined {
  if (!/^[+-]?[0-9]{1,1000}$/.test(text)) return undefined;
  const exact = BigInt(text.replace('+', ''));
  return exact === BigInt.asIntN(64, exact) ? Number(exact) : undefined;
}

/** The wave: Argo CD's annotation, else Helm's weight, else 0. As gitops-engine/pkg/sync/syncwaves/waves.go. */
export function waveFacts(object: KubeObject): WaveFacts {
  const wrong: string[] = [];
  for (const annotation of [ANNOTATION.syncWave, ANNOTATION.helmWeight]) {
    const value = annotationOf(object, annotation);
    if (value === undefined) continue;
    const wave = atoi(value);
    if (wave !== undefined) {
      return { wave, because: { rule: 'wave', annotation, value, text: `wave ${wave}${wrong.join('')}` } };
    }
    wrong.push(`; ${annotation} "${value}" is not a whole number and counts for nothing`);
  }
  if (wrong.length === 0)
    return { wave: 0, because: { rule: 'wave-default', text: 'no wave is named: wave 0' } };
  const value = annotationOf(object, ANNOTATION.syncWave);
  return {
    wave: 0,
    because: {
      rule: 'wave-invalid',
      annotation: ANNOTATION.syncWave,
      ...(value !== undefined && { value }),
      text: `wave 0${wrong.join('')}`,
    },
  };
}

export const waveOf = (object: KubeObject): number => waveFacts(object).wave;
