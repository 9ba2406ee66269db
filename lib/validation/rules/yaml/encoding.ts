import { one, type Rule } from '../../engine/rule';
import { YAML_SPEC, yamlRule } from './rule';

const base = yamlRule({
  id: 'yaml-encoding',
  severity: 'error',
  title: 'The file is not UTF-8',
  why: 'Kubernetes and kustomize read UTF-8. An editor that saves Windows-1252 or UTF-16 makes a file that they cannot read, or a text with lost characters.',
  failing: one('data:\n  greeting: Gr\uFFFD\uFFFDe\n'),
  passing: one('data:\n  greeting: Grüße\n'),
  source: [YAML_SPEC],
});

export const encoding: Rule = {
  ...base,
  *yaml(file) {
    yield* base.yaml?.(file) ?? [];
    const start = file.yaml.text.indexOf('\uFFFD');
    if (start >= 0)
      yield {
        start,
        end: start + 1,
        severity: 'warning',
        message:
          'A character was lost here: the file was read in the wrong encoding once, and saved like that. Write the character again, and save as UTF-8.',
      };
  },
};
