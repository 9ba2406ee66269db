import { tasks } from '@/content/tasks';
import { build } from '@/lib/kustomize';
import type { EngineParts } from './engine';
import { createLanguage } from './language';
import { SAMPLE } from './sample';
import { targetsOf } from './targets';
import { type ObjectCache, workspaceOf } from './workspace';

/** The engine's parts as the worker runs them; the worker adds how it speaks and waits. */
export function createParts(): Omit<EngineParts, 'post' | 'later'> {
  const objects: ObjectCache = new Map();
  return {
    language: createLanguage(),
    taskOf: async (lesson) => tasks[lesson]?.(),
    workspaceOf: (tree) => workspaceOf(tree, objects),
    build: (tree, directory) => ({ directory, ...build(tree, directory) }),
    targetsOf,
    sample: SAMPLE,
  };
}
