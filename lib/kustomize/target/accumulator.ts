import { emptyConfig, mergeConfig, type TransformerConfig } from '../config/transformer-config';
import { ResMap } from '../core/resmap';
import type { Schemas } from '../merge/open-api';
import { bindVariables, type Variable, Variables } from '../transform/vars';

/** What a kustomization and those below it brought together so far. As accumulator.ResAccumulator. */
export class Accumulator {
  readonly map: ResMap;
  readonly variables = new Variables();
  config: TransformerConfig = emptyConfig;

  constructor(readonly schemas: Schemas) {
    this.map = new ResMap(schemas);
  }

  mergeConfig(config: TransformerConfig): void {
    this.config = mergeConfig(this.config, config);
  }

  mergeVariables(variables: readonly Variable[]): void {
    bindVariables(this.map, variables);
    this.variables.addAll(variables);
  }

  merge(other: Accumulator): void {
    this.map.appendAll(other.map.resources);
    this.mergeConfig(other.config);
    this.variables.addAll(other.variables.sorted);
  }
}
