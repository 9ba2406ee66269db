import type { ApiObject, JsonMap } from '../../interface';
import type { Machine } from '../machine';

/** What is particular to a kind. As the strategies of pkg/registry. Objects are private copies: they may be changed in place. */
export interface Strategy {
  defaults?(object: JsonMap): void;
  prepareCreate?(object: JsonMap, machine: Machine): void;
  prepareUpdate?(object: JsonMap, old: ApiObject, machine: Machine): void;
}
