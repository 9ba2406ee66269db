const perl: Readonly<Record<string, string>> = { d: '0-9', s: '\\t\\n\\f\\r ', w: '0-9A-Za-z_' };

const posix: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\0-\\x7f',
  blank: '\\t ',
  cntrl: '\\0-\\x1f\\x7f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@[-`{-~',
  space: '\\t-\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

const categories =
  /^(C|Cc|Cf|Co|Cs|L|Ll|Lm|Lo|Lt|Lu|M|Mc|Me|Mn|N|Nd|Nl|No|P|Pc|Pd|Pe|Pf|Pi|Po|Ps|S|Sc|Sk|Sm|So|Z|Zl|Zp|Zs)$/;
/** Scripts whose names are as short as the abbreviations that JavaScript knows besides and Go does not. */
const shortScripts = /^(Ahom|Cham|Han|Kawi|Lao|Lisu|Miao|Modi|Mro|Newa|Nko|Thai|Toto|Vai|Yi)$/;

/** A set under construction: source for the inside of JavaScript's brackets, what is in it and what is all but. */
export class CharacterSet {
  private source = '';
  private readonly complements: string[] = [];

  constructor(
    private readonly fold: boolean,
    private readonly negated = false,
  ) {}

  private addClass(inside: string, negated: boolean): void {
    if (negated) this.complements.push(inside);
    else this.source += inside;
  }

  addRange(low: number, high: number): void {
    this.source += `\\u{${low.toString(16)}}-\\u{${high.toString(16)}}`;
  }

  /** Adds what `\d`, `\S` and the like mean; false when the letter names none. */
  addPerl(letter: string): boolean {
    const inside = perl[letter.toLowerCase()];
    if (inside === undefined) return false;
    this.addClass(inside, letter < 'a');
    return true;
  }

  /** Adds what `[:name:]` means; false when there is no such name. */
  addPosix(name: string): boolean {
    const inside = posix[name.replace(/^\^/, '')];
    if (inside === undefined) return false;
    this.addClass(inside, name.startsWith('^'));
    return true;
  }

  /** Adds a general category or a script of Unicode; false when Go knows no such name. */
  addUnicode(name: string, negated: boolean): boolean {
    if (name === 'Any') this.addClass('\\0-\\u{10ffff}', negated);
    else if (categories.test(name)) this.addClass(`\\p{${name}}`, negated);
    else {
      if (name.length < 5 && !shortScripts.test(name)) return false;
      const inside = `\\p{Script=${name}}`;
      if (!/^\w+$/.test(name) || !isValid(inside)) return false;
      this.addClass(inside, negated);
    }
    return true;
  }

  /** The test for a code point. One letter at a time, JavaScript's own sets cannot be slow. */
  build(): (code: number) => boolean {
    const flags = this.fold ? 'iu' : 'u';
    const included = new RegExp(`^[${this.source}]$`, flags);
    const complements = this.complements.map((inside) => new RegExp(`^[${inside}]$`, flags));
    const known = new Map<number, boolean>();
    return (code) => {
      let accepts = known.get(code);
      if (accepts === undefined) {
        const letter = String.fromCodePoint(code);
        accepts =
          (included.test(letter) || complements.some((complement) => !complement.test(letter))) !==
          this.negated;
        known.set(code, accepts);
      }
      return accepts;
    };
  }
}

function isValid(inside: string): boolean {
  try {
    return new RegExp(inside, 'u').unicode;
  } catch {
    return false;
  }
}
