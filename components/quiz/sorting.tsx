import { Inline } from '@/components/ui';
import type { SortIntoGroups } from '@/lib/quiz';
import type { FormProps } from './form-props';
import { asRecord, own } from './given';
import { PartNote } from './part';

const plain = (text: string) => text.replaceAll('`', '');

/** Items to sort into groups: a choice beside each. */
export function Sorting({ question, given, give, shown, revealed, name }: FormProps<SortIntoGroups>) {
  const placed = asRecord(given);
  const titleOf = (id: string | undefined) => question.groups.find((group) => group.id === id)?.title;
  return (
    <div className="quiz-options">
      {question.items.map((item) => {
        const group = own(placed, item.id);
        const part = shown(item.id, group !== '');
        const note = `${name}-${item.id}`;
        return (
          <div key={item.id} className="quiz-option" data-mark={part?.mark}>
            <label className="quiz-sort">
              <span>
                <Inline text={item.text} />
              </span>
              <select
                value={group}
                onChange={(event) => give({ ...placed, [item.id]: event.target.value })}
                aria-describedby={part === undefined ? undefined : note}
              >
                <option value="">Choose …</option>
                {question.groups.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {plain(title)}
                  </option>
                ))}
              </select>
            </label>
            {part === undefined ? null : (
              <PartNote
                id={note}
                part={part}
                expected={revealed && part.mark !== 'right' ? titleOf(part.expected) : undefined}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}
