/** What to do about an error of `kustomize build`: one sentence, or nothing for an error that speaks for itself. */
export function nextStepFor(error: string): string {
  return steps.find(({ when }) => when.test(error))?.say ?? 'Mend what it names, then look here again.';
}

const steps = [
  {
    when: /missing metadata\.name/,
    say: 'Give the object a fixed metadata.name: Kustomize does not know generateName.',
  },
  { when: /already registered id|ID conflict/, say: 'Two files define the same object; keep one of them.' },
  {
    when: /no such file or directory|not find|doesn't exist/,
    say: 'Correct the entry under resources, or create the file.',
  },
  {
    when: /yaml|unmarshal|mapping|indentation/i,
    say: 'The YAML of that file cannot be read; the problems list says where.',
  },
] as const;
