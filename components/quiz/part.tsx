import { Inline } from '@/components/ui';
import type { Part } from '@/lib/quiz';
import { Taught } from './taught';
import { Mark } from './verdict';

interface PartNoteProps {
  id: string;
  part: Part;
  /** Says more than right, wrong or missed: that an option is rightly not chosen. */
  word?: string | undefined;
  /** What belongs here, when that may be told. */
  expected?: string | undefined;
}

/** What became of an option, item or gap, why, and where it is taught. */
export function PartNote({ id, part, word, expected }: PartNoteProps) {
  return (
    <div id={id} className="quiz-note">
      {word === undefined ? <Mark as={part.mark} /> : <Mark as={part.mark} word={word} />}
      {expected === undefined ? null : (
        <span>
          {' '}
          Belongs here: <Inline text={expected} />.
        </span>
      )}{' '}
      <Inline text={part.explanation} /> <Taught at={part.teaches} />
    </div>
  );
}
