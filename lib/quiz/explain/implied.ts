import type { Progress } from './progress';
import { oppositeOf, type Reading } from './reading';
import type { Statement } from './statements';

/** What follows for the other thing from `only`, `unlike` and `like`. */
export function implied({ lexicon }: Reading, { only, compared, statements }: Progress): Statement[] {
  return statements.flatMap((one) => {
    const more: Statement[] = [];
    const other = oppositeOf(lexicon, one.thing);
    if (only?.things.includes(one.thing) === true && !one.shared)
      more.push({ ...one, thing: other, denied: !one.denied });
    if (compared?.subject.things.includes(other) !== true || compared.subject.shared || one.shared)
      return more;
    // `It is not tracked like the wave Job`: that one is.
    const contrasts = compared.how === 'unlike' || (compared.after && one.denied);
    if (contrasts) more.push({ ...one, thing: other, denied: !one.denied });
    else more.push({ ...one, thing: other, shared: true });
    return more;
  });
}
