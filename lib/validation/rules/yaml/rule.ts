import type { YamlProblemCode } from '@/lib/yaml';
import type { Rule, RuleInfo } from '../../engine/rule';

/** A rule whose findings are the reader's own problems of this code. */
export function yamlRule(info: RuleInfo & { id: YamlProblemCode }): Rule {
  return {
    ...info,
    yaml: (file) =>
      file.yaml.problems
        .filter((problem) => problem.code === info.id)
        .map(({ start, end, message, fix, warning }) => ({
          start,
          end,
          message,
          ...(warning ? { severity: 'warning' as const } : {}),
          ...(fix ? { fixes: [fix] } : {}),
        })),
  };
}

export const YAML_SPEC = { title: 'YAML 1.2.2', url: 'https://yaml.org/spec/1.2.2/' };
