import { describe, expect, test } from 'vitest';
import { names } from '@/content/week1/day6/names';
import { task } from '@/content/week1/day6/task';
import { workspaceOf } from '@/lib/lab/workspace';
import { layOver, readTree } from '@/lib/lessons/server';
import type { Tree } from '@/lib/tree';

const folder = 'content/week1/day6';
const start = await readTree(`${folder}/start`);
const solution = layOver(start, await readTree(`${folder}/solution`));
const mistake = async (name: string) => layOver(solution, await readTree(`${folder}/mistakes/${name}`));
const { hookFile } = names.inWorkspace;
const hookText = String(solution.get(hookFile));
const withHook = (text: string): Tree => layOver(solution, new Map([[hookFile, text]]));

/** What the checks of a step say about a tree. */
const saw = (tree: Tree, step: string) =>
  (task.steps.find(({ id }) => id === step)?.checks ?? []).flatMap((check) => {
    const outcome = check.test(workspaceOf(tree));
    return outcome.holds ? [] : [outcome.saw];
  });

describe('a failed check says the one thing that matters', () => {
  test('of an error of kustomize, with the file and the next step', async () => {
    expect(saw(await mistake('generate-name'), 'list')[0]).toBe(
      'The build stops: `missing metadata.name in object` in smoke-test-hook.yaml. Give that object a fixed metadata.name: Kustomize does not know generateName.',
    );
    expect(saw(await mistake('defined-twice'), 'list')[0]).toContain(
      'Two files define this object; keep one.',
    );
    expect(saw(await mistake('listed-but-missing'), 'list')[0]).toContain(
      '`smoke-test.yaml: no such file or directory`',
    );
  });
  test('of YAML that cannot be read', () => {
    expect(saw(withHook('kind: Job\n  bad: [x\n'), 'hook')[0]).toContain(
      'smoke-test-hook.yaml cannot be read as YAML',
    );
    expect(saw(withHook('kind: Job\n  bad: [x\n'), 'list')[0]).toMatch(
      /^The build stops: `yaml: line \d+: .*smoke-test-hook/,
    );
  });
  test('of a script: why it goes on, or what it takes for a success', async () => {
    expect(saw(await mistake('echo-decides'), 'smoke')[0]).toContain(
      'ended with the 0 of `echo Test complete!`',
    );
    expect(saw(await mistake('no-fail-flag'), 'smoke')[0]).toContain('got the 500 and still exited 0');
    expect(saw(await mistake('one-endpoint'), 'smoke')).toEqual([
      'The script never requests /metrics. Add a request for http://echo-frontend/metrics.',
    ]);
  });
  test('of a script that the small shell cannot read, without a judgement', () => {
    const said = saw(
      withHook(hookText.replace("echo 'Running smoke test...'", 'case x in x) true;; esac')),
      'smoke',
    );
    expect(said[0]).toContain('cannot read `case`');
  });
});

test('the script of step 3, as the lesson prints it, passes although nobody is there', async () => {
  const prose = String((await readTree(folder)).get('lesson.mdx'));
  const hooks = [...prose.matchAll(/```yaml title="[^"]*smoke-test-hook.yaml"[^\n]*\n([\s\S]*?)```/g)];
  const tree = withHook(hooks[0]?.[1] ?? '');
  expect(saw(tree, 'hook')).toEqual([]);
  expect(saw(tree, 'smoke').at(-1)).toContain('With no Pod there, `curl http://echo-frontend` exited 7');
});

test('no check throws, whatever stands in the files', () => {
  const strange = [
    '',
    'null\n',
    '[1, 2]\n---\n"x"\n---\nkind: Service\nspec: {ports: [null, 3], selector: 4}\nmetadata: [1]\n',
    'kind: Job\nmetadata: {annotations: 5}\nspec: {template: {spec: {containers: [null, "x", {image: 5, command: sh}]}}}\n',
    'kind: Application\nspec: {source: [], sources: 3}\n',
    'kind: Kustomization\nresources: {a: 1}\n',
    '__proto__: {kind: Job}\nconstructor: 1\n',
  ];
  for (const text of strange) {
    const tree = new Map([...solution.keys()].map((path) => [path, text]));
    for (const step of task.steps) {
      expect(saw(tree, step.id).every((sentence) => sentence.length > 10)).toBe(true);
      expect(step.mistakes.map((one) => typeof one.made(workspaceOf(tree)))).not.toContain('undefined');
    }
  }
});
