import type { CompleteYaml } from '@/lib/quiz';
import type { FormProps } from './form-props';
import { asRecord, own } from './given';
import { PartNote } from './part';

/** The template's lines by number, each in pieces: text at even places, ids of gaps at odd ones. */
const linesOf = (template: string) =>
  template
    .replace(/\n$/, '')
    .split('\n')
    .map((line, index) => ({ number: index + 1, pieces: line.split(/\{\{([^{}]*)\}\}/) }));

/** YAML with gaps: inputs in the code, and below it what became of each. */
export function Gaps({ question, given, give, shown, revealed, name }: FormProps<CompleteYaml>) {
  const values = asRecord(given);
  const lines = linesOf(question.template);
  const ids = lines.flatMap(({ pieces }) => pieces.filter((_, index) => index % 2 === 1));
  const widest = Math.max(...question.gaps.flatMap((gap) => gap.accepts).map((value) => value.length));
  const notes = ids.flatMap((id, index) => {
    const part = shown(id, own(values, id) !== '');
    return part === undefined ? [] : [{ id, number: index + 1, part }];
  });
  return (
    <>
      <div className="code quiz-yaml">
        <pre>
          <code>
            {lines.map(({ number: line, pieces }) => (
              <span key={line} className="quiz-line">
                {pieces.map((piece, index) => {
                  if (index % 2 === 0) return piece && <span key={piece}>{piece}</span>;
                  const number = ids.indexOf(piece) + 1;
                  // What stands before a gap on its line: a key, most often.
                  const key = pieces[index - 1]?.trim() ?? '';
                  const note = notes.find(({ id }) => id === piece);
                  return (
                    <input
                      key={piece}
                      value={own(values, piece)}
                      onChange={(event) => give({ ...values, [piece]: event.target.value })}
                      // One width for all gaps, so that it does not tell how long the answer is.
                      style={{ maxWidth: `${widest + 4}ch` }}
                      aria-label={`Gap ${number} of ${ids.length}${key === '' ? '' : `, after ${key}`}`}
                      aria-describedby={note === undefined ? undefined : `${name}-${piece}`}
                      data-mark={note?.part.mark}
                      autoCapitalize="none"
                      autoComplete="off"
                      autoCorrect="off"
                      spellCheck={false}
                    />
                  );
                })}
              </span>
            ))}
          </code>
        </pre>
      </div>
      {notes.map(({ id, number, part }) => (
        <div key={id} className="quiz-option" data-mark={part.mark}>
          <div className="quiz-gap-name">
            Gap {number}
            {own(values, id) === '' ? null : <code>{own(values, id)}</code>}
          </div>
          <PartNote
            id={`${name}-${id}`}
            part={part}
            expected={revealed && part.mark !== 'right' ? `\`${part.expected ?? ''}\`` : undefined}
          />
        </div>
      ))}
    </>
  );
}
