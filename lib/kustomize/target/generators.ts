import type { ResMap } from '../core/resmap';
import { Failure } from '../failure';
import { type GeneratorArgs, type GeneratorOptions, generate, mergeOptions } from '../generate/generate';
import { fieldsAt, flagAt, itemsAt, omitEmpty, textAt, textMapAt, textsAt } from '../load/fields';
import type { Loader } from '../load/loader';
import type { Fields } from '../yaml';
import { configure } from './builtins';

/** What adds objects to a build. */
export interface Generator {
  generate(map: ResMap): void;
}

function optionsOf(fields: Fields | undefined): GeneratorOptions | undefined {
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

export interface BuiltinGenerator extends Generator {
  readonly kind: 'ConfigMapGenerator' | 'SecretGenerator';
  /** Which entry of the kustomization's field it is. */
  readonly field: string;
  readonly index: number;
}

const generatorFields = [
  ['ConfigMap', 'ConfigMapGenerator', 'configMapGenerator'],
  ['Secret', 'SecretGenerator', 'secretGenerator'],
] as const;

/** A kustomization's own generators. Helm charts would need a program that is not here, nor enabled. */
export function builtinGenerators(fields: Fields, loader: Loader): BuiltinGenerator[] {
  const global = optionsOf(fieldsAt(fields, 'generatorOptions'));
  for (const chart of itemsAt(fields, 'helmCharts')) {
    const config = new Map([...(fieldsAt(fields, 'helmGlobals') ?? []), ...chart]);
    configure('HelmChartInflationGenerator', omitEmpty(config), () => {
      throw new Failure('must specify --enable-helm');
    });
  }
  return generatorFields.flatMap(([made, kind, field]) =>
    itemsAt(fields, field).map((entry, index) => ({
      kind,
      field,
      index,
      generate: (map: ResMap) =>
        map.append(generate(made, generatorArgs(entry, global), (path) => loader.load(path))),
    })),
  );
}
