import { Inline } from '@/components/ui';
import type { Given } from '@/lib/progress';
import type { OneChoice, Part, SeveralChoices } from '@/lib/quiz';
import type { FormProps } from './form-props';
import { asList, asText } from './given';
import { PartNote } from './part';

/** An option that was rightly left alone is right too, but another kind of right. */
const wordFor = (part: Part, picked: boolean) =>
  part.mark === 'right' && !picked ? 'Rightly left out' : undefined;

/** One choice (radio buttons) or several (checkboxes). */
export function Choices({ question, given, give, shown, name }: FormProps<OneChoice | SeveralChoices>) {
  const several = question.kind === 'several-choices';
  const picked = several ? asList(given) : [asText(given)];
  const pick = (id: string): Given => {
    if (!several) return id;
    return picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id];
  };
  return (
    <div className="quiz-options">
      {question.options.map((option) => {
        const part = shown(option.id, picked.includes(option.id));
        const note = `${name}-${option.id}`;
        return (
          <div key={option.id} className="quiz-option" data-mark={part?.mark}>
            <label>
              <input
                type={several ? 'checkbox' : 'radio'}
                name={name}
                value={option.id}
                checked={picked.includes(option.id)}
                onChange={() => give(pick(option.id))}
                aria-describedby={part === undefined ? undefined : note}
              />
              <span>
                <Inline text={option.text} />
              </span>
            </label>
            {part === undefined ? null : (
              <PartNote id={note} part={part} word={wordFor(part, picked.includes(option.id))} />
            )}
          </div>
        );
      })}
    </div>
  );
}
