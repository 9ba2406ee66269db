import type { Framed, Retort } from './frames';
import type { Statement } from './statements';

/** What an answer has said so far, as far as later words may still change it. */
export class Discourse {
  /** Something was called wrong before anything was said: `Wrong: …`. */
  calledWrong = false;
  private all: Statement[] = [];
  /** What somebody else says, and the learner has neither taken up nor denied. */
  private open: Statement[] = [];
  private clause: Statement[] = [];
  private sentence: Statement[] = [];
  private before: Statement[] = [];

  constructor(private readonly other: (thing: string) => string) {}

  beginSentence(): void {
    if (this.sentence.length > 0) this.before = this.sentence;
    this.clause = [];
    this.sentence = [];
  }

  /** Adds what a segment says, and lets it answer what was said before. */
  add({ retort, turns, reported }: Framed, said: readonly Statement[]): void {
    if (turns && said.length + (retort === undefined ? 0 : 1) > 0) {
      // `One might think that …, but …`: what one might think does not hold.
      if (retort === undefined && this.open.length > 0) this.settle(this.open, 'denied');
      this.clause = [];
    }
    this.all.push(...said);
    this.clause.push(...said);
    this.sentence.push(...said);
    if (reported) this.open.push(...said);
    if (retort !== undefined) this.answer(retort);
  }

  /** `Is A …? No.`: the answer says what was asked, or denies it. */
  reply(asked: readonly Statement[], how: 'affirmed' | 'denied'): void {
    for (const one of asked) {
      one.hedged = false;
      if (how === 'denied') one.denied = !one.denied;
      if (!this.all.includes(one)) this.all.push(one);
    }
  }

  private answer({ how, ofAll }: Retort): void {
    const last = this.sentence.length > 0 ? this.sentence : this.before;
    const spoken = this.clause.length > 0 ? this.clause : this.open.length > 0 ? this.open : last;
    const answered = ofAll ? [...this.all] : spoken;
    if (answered.length === 0 && how !== 'affirmed') this.calledWrong = true;
    this.settle(answered, how);
  }

  private settle(statements: readonly Statement[], how: Retort['how']): void {
    for (const one of statements) {
      if (this.open.includes(one)) one.hedged = false;
      if (how === 'denied') one.denied = !one.denied;
      if (how === 'swapped') one.thing = this.other(one.thing);
    }
    this.open = this.open.filter((one) => !statements.includes(one));
    // `Not both are …` leaves open which of them is.
    if (how === 'denied') this.all = this.all.filter((one) => !one.shared || !statements.includes(one));
  }

  /** What the answer says in the end: what others say counts no more when the learner has said something of it. */
  said(): Statement[] {
    return this.all.filter(
      (one) =>
        !this.open.includes(one) ||
        !this.all.some(
          (firm) =>
            !this.open.includes(firm) && firm.thing === one.thing && firm.idea === one.idea && !firm.hedged,
        ),
    );
  }
}
