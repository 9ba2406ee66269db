import { defaultConfig } from '../config/transformer-config';
import { goQuote } from '../core/go-text';
import { splitApiVersion } from '../core/id';
import { ResMap } from '../core/resmap';
import type { Resource } from '../core/resource';
import { attempt, Failure, prefixed } from '../failure';
import { itemsAt, selectorOf, textAt, textsAt } from '../load/fields';
import { type Kustomization, loadKustomization } from '../load/kustomization';
import type { Loader } from '../load/loader';
import { parseResources } from '../load/resources';
import type { Variable } from '../transform/vars';
import type { Fields } from '../yaml';
import { Accumulator } from './accumulator';
import { builtinTransformers, inFile } from './builtins';
import { runGenerators } from './generators';

/** What one build shares among its kustomizations. */
export interface BuildContext {
  readonly warn: (text: string) => void;
}

/** One kustomization and what it brings together. As api/internal/target.KustTarget. */
export class Target {
  readonly kustomization: Kustomization;

  constructor(
    private readonly loader: Loader,
    private readonly context: BuildContext,
  ) {
    this.kustomization = loadKustomization(loader, context.warn);
  }

  private get fields(): Fields {
    return this.kustomization.fields;
  }

  /** Brings in resources, generated objects and components, then transforms them all. */
  accumulate(into = new Accumulator()): Accumulator {
    const { fields } = this;
    let all = into;
    prefixed('accumulating resources', () => {
      for (const path of textsAt(fields, 'resources')) this.accumulateResource(all, path);
    });
    all.mergeConfig(defaultConfig);
    runGenerators(all, fields, this.loader);
    all = prefixed('accumulating components', () => this.accumulateComponents(all));
    for (const transformer of builtinTransformers(fields, all.config, this.loader)) {
      transformer.transform(all.map);
      all.map.dropEmpty();
    }
    all.mergeVariables(itemsAt(fields, 'vars').map(variableOf));
    return all;
  }

  private accumulateResource(all: Accumulator, path: string): void {
    const file = attempt(() => this.accumulateFile(all, path));
    if ('value' in file) return;
    const reason = file.failure.message;
    const loader = attempt(() => this.loader.below(path));
    if ('failure' in loader) {
      if (reason.includes('MalformedYAMLError')) throw file.failure;
      throw new Failure(`accumulation err='${reason}': ${loader.failure.message}`);
    }
    prefixed(`accumulation err='${reason}'`, () => this.accumulateFolder(all, loader.value, false));
  }

  private accumulateFile(all: Accumulator, path: string): void {
    const resources = prefixed(`accumulating resources from '${path}'`, () => {
      const text = this.loader.text(path);
      const parsed = inFile(path, () => parseResources(text));
      return uniqueResources(parsed);
    });
    const file = this.loader.treePath(path);
    for (const resource of resources) resource.source = { file, line: resource.node.line };
    prefixed(`merging resources from '${path}'`, () => all.map.appendAll(resources));
  }

  private accumulateFolder(all: Accumulator, loader: Loader, component: boolean): Accumulator {
    const target = prefixed(
      `couldn't make target for path '${loader.root}'`,
      () => new Target(loader, this.context),
    );
    const { kind } = target.kustomization;
    if (component && kind !== 'Component') {
      throw new Failure(`expected kind 'Component' for path '${loader.root}' but got '${kind}'`);
    }
    if (!component && kind === 'Component') {
      throw new Failure(`expected kind != 'Component' for path '${loader.root}'`);
    }
    const inner = prefixed(`recursed accumulation of path '${loader.root}'`, () =>
      component ? target.accumulate(all) : target.accumulate(),
    );
    const result = component ? new Accumulator() : all;
    prefixed(`recursed merging from path '${loader.root}'`, () => result.merge(inner));
    return result;
  }

  private accumulateComponents(into: Accumulator): Accumulator {
    let all = into;
    for (const path of textsAt(this.fields, 'components')) {
      const loader = attempt(() => this.loader.below(path));
      if ('failure' in loader) throw new Failure(`loader.New ${goQuote(loader.failure.message)}`);
      const current = all;
      const folder = attempt(() => this.accumulateFolder(current, loader.value, true));
      if ('failure' in folder) throw new Failure(`accumulateDirectory: ${goQuote(folder.failure.message)}`);
      all = folder.value;
    }
    return all;
  }
}

/** No two objects of a file may have the same id. */
function uniqueResources(resources: readonly Resource[]): readonly Resource[] {
  const map = new ResMap();
  map.appendAll(resources);
  return map.resources;
}

function variableOf(fields: Fields): Variable {
  const objref = fields.get('objref');
  const selector = selectorOf(objref instanceof Map ? objref : new Map());
  const apiVersion = objref instanceof Map ? textAt(objref, 'apiVersion') : '';
  const parts = apiVersion.split('/');
  const gvk = apiVersion !== '' && parts.length <= 2 ? splitApiVersion(apiVersion) : undefined;
  const fieldref = fields.get('fieldref');
  const fieldPath = fieldref instanceof Map ? textAt(fieldref, 'fieldPath') : '';
  return {
    name: textAt(fields, 'name'),
    target: { ...selector, ...(gvk ?? {}), group: gvk?.group || selector.group },
    fieldPath: fieldPath === '' ? 'metadata.name' : fieldPath,
  };
}
