import { configFromCrds } from '../config/crds';
import { readConfig } from '../config/read-config';
import {
  configText,
  defaultConfig,
  emptyConfig,
  mergeConfig,
  type TransformerConfig,
} from '../config/transformer-config';
import { goList, goQuote } from '../core/go-text';
import type { OriginRecord } from '../core/origin';
import { ResMap } from '../core/resmap';
import type { Resource, Source } from '../core/resource';
import { attempt, Failure, prefixed } from '../failure';
import type { BuildCache } from '../load/cache';
import { fieldsAt, itemsAt, noFields, textAt, textsAt } from '../load/fields';
import { type Kustomization, loadKustomization } from '../load/kustomization';
import type { Loader } from '../load/loader';
import { parseResources } from '../load/resources';
import { yamlText } from '../load/utf8';
import type { Schemas } from '../merge/open-api';
import type { Transformer } from '../transform/transformer';
import type { Fields } from '../yaml';
import { Accumulator } from './accumulator';
import { builtinTransformers, inFile } from './builtins';
import { builtinGenerators, type Generator } from './generators';
import { loadGenerator, loadTransformer } from './plugins';
import type { Tracker } from './tracker';
import { runValidators } from './validators';
import { variableOf, writtenVariable } from './variables';

/** What one build shares among its kustomizations. */
export interface BuildContext {
  readonly warn: (text: string) => void;
  readonly schemas: Schemas;
  readonly cache: BuildCache | undefined;
  /** How many folders were gone into. */
  folders: number;
}

/** Folders that name each other twice over and over would else never end. */
const maxFolders = 5000;

/** One kustomization and what it brings together. As api/internal/target.KustTarget. */
export class Target {
  private readonly fields: Fields;

  constructor(
    private readonly loader: Loader,
    private readonly context: BuildContext,
    readonly kustomization: Kustomization,
    private readonly tracker: Tracker,
  ) {
    this.fields = kustomization.fields;
    const openapi = fieldsAt(this.fields, 'openapi') ?? noFields;
    const path = openapi.has('path') ? loader.text(textAt(openapi, 'path')) : undefined;
    context.schemas.use(openapi.has('version') ? textAt(openapi, 'version') : undefined, path);
  }

  /** Brings in resources, generated objects and components, then transforms them all. */
  accumulate(into = new Accumulator(this.context.schemas)): Accumulator {
    const { fields } = this;
    let all = into;
    prefixed('accumulating resources', () => {
      for (const path of textsAt(fields, 'resources')) this.accumulateResource(all, path);
    });
    this.mergeConfig(all, 'config', this.ownConfig());
    const crds = textsAt(fields, 'crds');
    this.mergeConfig(
      all,
      'CRDs',
      prefixed(`loading CRDs ${goList(crds)}`, () => this.crdConfig(crds)),
    );
    this.runGenerators(all);
    all = prefixed('accumulating components', () => this.accumulateComponents(all));
    this.runTransformers(all);
    runValidators(all.map, this.configuredTransformers('validators'));
    const variables = itemsAt(fields, 'vars');
    const written = goList(variables.map(writtenVariable));
    prefixed(`merging vars ${written}`, () => all.mergeVariables(variables.map(variableOf)));
    return all;
  }

  private mergeConfig(all: Accumulator, what: string, config: TransformerConfig): void {
    const merged = attempt(() => all.mergeConfig(config));
    if ('value' in merged) return;
    throw new Failure(`merging ${what} ${configText(config)}: ${merged.failure.message}`, merged.failure);
  }

  private ownConfig() {
    let own = emptyConfig;
    const paths = textsAt(this.fields, 'configurations');
    for (const path of paths) own = mergeConfig(own, readConfig(this.loader.text(path)));
    return paths.length === 0 ? defaultConfig : mergeConfig(defaultConfig, own);
  }

  private crdConfig(paths: readonly string[]): TransformerConfig {
    let config = emptyConfig;
    for (const path of paths) {
      config = mergeConfig(config, configFromCrds(path, this.loader.text(path)));
    }
    return config;
  }

  private accumulateResource(all: Accumulator, path: string): void {
    const file = attempt(() => this.accumulateFile(all, path));
    if ('value' in file) return;
    const reason = file.failure.message;
    const loader = attempt(() => this.loader.below(path, this.context.warn));
    if ('failure' in loader) {
      if (reason.includes('MalformedYAMLError')) throw file.failure;
      throw new Failure(`accumulation err='${reason}': ${loader.failure.message}`);
    }
    prefixed(`accumulation err='${reason}'`, () => this.accumulateFolder(all, path, loader.value, false));
  }

  private accumulateFile(all: Accumulator, path: string): void {
    const resources = prefixed(`accumulating resources from '${path}'`, () => {
      const content = this.loader.load(path);
      const { cache } = this.context;
      const parsed = inFile(path, () => {
        const text = prefixed('MalformedYAMLError', () => yamlText(content));
        return cache?.resources(text) ?? parseResources(text);
      });
      return unique(parsed, this.context.schemas);
    });
    const file = this.loader.treePath(path);
    for (const resource of resources) resource.source = { file, line: resource.node.line };
    this.tracker.read(resources, path);
    prefixed(`merging resources from '${path}'`, () => all.map.appendAll(resources));
  }

  private accumulateFolder(all: Accumulator, path: string, loader: Loader, component: boolean): Accumulator {
    this.context.folders++;
    if (this.context.folders > maxFolders) throw new Failure(`more than ${maxFolders} folders to build`);
    const target = prefixed(`couldn't make target for path '${loader.root}'`, () => {
      const kustomization = loadKustomization(loader, this.context.warn);
      const tracker = this.tracker.below(path, loader.treePath(kustomization.fileName));
      return () => new Target(loader, this.context, kustomization, tracker);
    })();
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
    const result = component ? new Accumulator(this.context.schemas) : all;
    prefixed(`recursed merging from path '${loader.root}'`, () => result.merge(inner));
    return result;
  }

  private accumulateComponents(into: Accumulator): Accumulator {
    let all = into;
    for (const path of textsAt(this.fields, 'components')) {
      const loader = attempt(() => this.loader.below(path, this.context.warn));
      if ('failure' in loader) throw new Failure(`loader.New ${goQuote(loader.failure.message)}`);
      const current = all;
      const folder = attempt(() => this.accumulateFolder(current, path, loader.value, true));
      if ('failure' in folder) throw new Failure(`accumulateDirectory: ${goQuote(folder.failure.message)}`);
      all = folder.value;
    }
    return all;
  }

  /** The objects that configure plugins: written in the kustomization, or in files and folders that it names. */
  private pluginObjects(field: string, what: string): readonly Resource[] {
    const all = new Accumulator(this.context.schemas);
    const paths: string[] = [];
    textsAt(this.fields, field).forEach((entry, index) => {
      const inline = attempt(() => unique(parseResources(entry), this.context.schemas));
      if ('failure' in inline) {
        paths.push(entry);
        return;
      }
      for (const resource of inline.value) resource.source = this.sourceOf(field, index);
      this.tracker.read(inline.value, this.kustomization.fileName);
      prefixed(`configuring external ${what}`, () => all.map.appendAll(inline.value));
    });
    for (const path of paths) this.accumulateResource(all, path);
    return all.map.resources;
  }

  /** Where an entry of the kustomization stands; its line is looked for only when somebody will ask. */
  private sourceOf(field: string, index: number): Source {
    const file = this.loader.treePath(this.kustomization.fileName);
    return { file, line: this.tracker.following ? this.kustomization.lineOf(field, index) : 0 };
  }

  private runGenerators(all: Accumulator): void {
    const { fileName } = this.kustomization;
    const built = builtinGenerators(this.fields, this.loader);
    const custom = prefixed('loading generator plugins', () =>
      this.pluginObjects('generators', 'generator').map((resource) => ({
        generator: loadGenerator(resource, this.loader),
        record: this.tracker.custom(resource),
        resource,
      })),
    );
    for (const generator of built) {
      const source = this.sourceOf(generator.field, generator.index);
      this.generate(all, generator, generator.kind, this.tracker.builtin(generator.kind, fileName), source);
    }
    for (const { generator, record, resource } of custom) {
      this.generate(all, generator, resource.kind, record, resource.source);
    }
  }

  private generate(
    all: Accumulator,
    generator: Generator,
    name: string,
    record: OriginRecord,
    source: Source | undefined,
  ): void {
    const map = new ResMap(this.context.schemas);
    generator.generate(map);
    for (const resource of map.resources) {
      resource.source = source;
      this.tracker.generated(resource, record);
    }
    // Go prints the generator as a struct with pointers, whose addresses mean nothing.
    const origin = this.tracker.annotating ? '0xPTR' : '<nil>';
    prefixed(`merging from generator &{0xPTR ${origin}}`, () => {
      for (const resource of map.resources) {
        if (all.map.absorb(resource)) this.tracker.changed(resource, name);
      }
    });
  }

  private configuredTransformers(
    field: 'transformers' | 'validators',
  ): { transformer: Transformer; record: OriginRecord }[] {
    return this.pluginObjects(field, 'transformer').map((resource) => ({
      transformer: loadTransformer(resource, this.loader),
      record: this.tracker.custom(resource),
    }));
  }

  private runTransformers(all: Accumulator): void {
    const { fileName } = this.kustomization;
    const own = builtinTransformers(this.fields, all.config, this.loader).map((transformer) => ({
      transformer,
      record: this.tracker.builtin(transformer.name, fileName),
    }));
    for (const { transformer, record } of [...own, ...this.configuredTransformers('transformers')]) {
      this.tracker.transform(all.map, transformer.name, record, () => transformer.transform(all.map));
      all.map.dropEmpty();
    }
  }
}

/** No two objects of a file may have the same id. */
function unique(resources: readonly Resource[], schemas: Schemas): readonly Resource[] {
  const map = new ResMap(schemas);
  map.appendAll(resources);
  return map.resources;
}
