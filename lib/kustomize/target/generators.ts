import { ResMap } from '../core/resmap';
import { Failure, prefixed } from '../failure';
import { type GeneratorArgs, type GeneratorOptions, generate, mergeOptions } from '../generate/generate';
import { fieldsAt, flagAt, itemsAt, omitEmpty, textAt, textMapAt, textsAt } from '../load/fields';
import type { Loader } from '../load/loader';
import type { Fields } from '../yaml';
import type { Accumulator } from './accumulator';
import { configure } from './builtins';

export function optionsOf(fields: Fields | undefined): GeneratorOptions | undefined {
  if (fields === undefined) return undefined;
  return {
    labels: textMapAt(fields, 'labels'),
    annotations: textMapAt(fields, 'annotations'),
    disableNameSuffixHash: flagAt(fields, 'disableNameSuffixHash'),
    immutable: flagAt(fields, 'immutable'),
  };
}

export function generatorArgs(fields: Fields, global: GeneratorOptions | undefined): GeneratorArgs {
  return {
    name: textAt(fields, 'name'),
    namespace: textAt(fields, 'namespace'),
    behavior: textAt(fields, 'behavior'),
    literals: textsAt(fields, 'literals'),
    files: textsAt(fields, 'files'),
    envs: textsAt(fields, 'envs'),
    options: mergeOptions(optionsOf(fieldsAt(fields, 'options')), global),
    type: textAt(fields, 'type'),
  };
}

/** Adds what the kustomization generates. Helm charts would need a program that is not here, nor enabled. */
export function runGenerators(all: Accumulator, fields: Fields, loader: Loader): void {
  const global = optionsOf(fieldsAt(fields, 'generatorOptions'));
  for (const chart of itemsAt(fields, 'helmCharts')) {
    const config = new Map([...(fieldsAt(fields, 'helmGlobals') ?? []), ...chart]);
    configure('HelmChartInflationGenerator', omitEmpty(config), () => {
      throw new Failure('must specify --enable-helm');
    });
  }
  for (const [kind, field] of [
    ['ConfigMap', 'configMapGenerator'],
    ['Secret', 'secretGenerator'],
  ] as const) {
    for (const entry of itemsAt(fields, field)) {
      const map = new ResMap();
      map.append(generate(kind, generatorArgs(entry, global), (path) => loader.load(path)));
      // Go prints the generator as a struct with a pointer, whose address means nothing.
      prefixed('merging from generator &{0xPTR <nil>}', () => {
        for (const resource of map.resources) all.map.absorb(resource);
      });
    }
  }
}
