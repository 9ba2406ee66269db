import { Failure } from '../failure';
import { goQuote } from './go-text';

type Operator = 'in' | 'notin' | 'exists' | '!' | '>' | '<';

interface Requirement {
  readonly key: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

interface Token {
  readonly type: 'word' | 'symbol' | 'end';
  readonly text: string;
}

const symbols = new Set(['!', '=', '==', '!=', '(', ')', ',', '>', '<']);
const name = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const valueForm = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

const nameRule =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const subdomainRule =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const valueRule =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(/\s+|[!=<>(),]+|[^\s!=<>(),]+/g)) {
    const piece = match[0];
    if (/^\s/.test(piece)) continue;
    if (!/^[!=<>(),]/.test(piece)) {
      tokens.push({ type: 'word', text: piece });
      continue;
    }
    // The longest known symbol first: `!=(` is `!=` and `(`.
    for (let i = 0; i < piece.length; ) {
      const two = piece.slice(i, i + 2);
      const symbol = symbols.has(two) && two.length === 2 ? two : (piece[i] ?? '');
      tokens.push({ type: 'symbol', text: symbol });
      i += symbol.length;
    }
  }
  tokens.push({ type: 'end', text: '' });
  return tokens;
}

function checkKey(key: string): void {
  const parts = key.split('/');
  const problems: string[] = [];
  const last = parts[parts.length - 1] ?? '';
  if (parts.length > 2) {
    problems.push(
      `a qualified name ${nameRule.replace('must consist', 'must consist')} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    );
  } else {
    if (parts.length === 2) {
      const prefix = parts[0] ?? '';
      if (prefix === '') problems.push('prefix part must be non-empty');
      else if (!subdomain.test(prefix)) problems.push(`prefix part ${subdomainRule}`);
    }
    if (last === '') problems.push('name part must be non-empty');
    else if (last.length > 63) problems.push('name part must be no more than 63 characters');
    if (!name.test(last)) problems.push(`name part ${nameRule}`);
  }
  if (problems.length > 0) throw new Failure(`invalid label key ${goQuote(key)}: ${problems.join('; ')}`);
}

function checkValue(key: string, value: string): void {
  const problems: string[] = [];
  if (value.length > 63) problems.push('must be no more than 63 characters');
  if (!valueForm.test(value)) problems.push(valueRule);
  if (problems.length === 0) return;
  throw new Failure(
    `invalid label value: ${goQuote(value)}: at key: ${goQuote(key)}: ${problems.join('; ')}`,
  );
}

/** Reads a selector such as `app=web,tier in (a,b),!old`. As apimachinery's labels.Parse. */
class SelectorParser {
  private readonly tokens: Token[];
  private at = 0;

  constructor(text: string) {
    this.tokens = tokensOf(text);
  }

  private peek(): Token {
    return this.tokens[this.at] ?? { type: 'end', text: '' };
  }

  private take(): Token {
    const token = this.peek();
    this.at++;
    return token;
  }

  parse(): Requirement[] {
    const requirements: Requirement[] = [];
    for (;;) {
      const token = this.peek();
      if (token.type === 'end') return requirements;
      if (token.type !== 'word' && token.text !== '!') {
        throw new Failure(`found '${token.text}', expected: !, identifier, or 'end of string'`);
      }
      try {
        requirements.push(this.requirement());
      } catch (caught) {
        if (!(caught instanceof Failure)) throw caught;
        throw new Failure(`unable to parse requirement: ${caught.message}`);
      }
      const next = this.take();
      if (next.type === 'end') return requirements;
      if (next.text !== ',') throw new Failure(`found '${next.text}', expected: ',' or 'end of string'`);
      const after = this.peek();
      if (after.type !== 'word' && after.text !== '!') {
        throw new Failure(`found '${after.text}', expected: identifier after ','`);
      }
    }
  }

  private requirement(): Requirement {
    let token = this.take();
    const absent = token.text === '!';
    if (absent) token = this.take();
    if (token.type !== 'word') throw new Failure(`found '${token.text}', expected: identifier`);
    const key = token.text;
    checkKey(key);
    if (absent) return { key, operator: '!', values: [] };
    const next = this.peek();
    if (next.type === 'end' || next.text === ',') return { key, operator: 'exists', values: [] };
    const operator = this.operator();
    const values = operator.list ? this.values() : [this.value()];
    for (const value of values) checkValue(key, value);
    return { key, operator: operator.kind, values };
  }

  private operator(): { kind: Operator; list: boolean } {
    const { text } = this.take();
    if (text === 'in' || text === 'notin') return { kind: text, list: true };
    if (text === '=' || text === '==') return { kind: 'in', list: false };
    if (text === '!=') return { kind: 'notin', list: false };
    if (text === '>' || text === '<') return { kind: text, list: false };
    throw new Failure(`found '${text}', expected: '=', '!=', '==', 'in', notin'`);
  }

  private value(): string {
    const next = this.peek();
    if (next.type === 'end' || next.text === ',') return '';
    this.take();
    if (next.type !== 'word') throw new Failure(`found '${next.text}', expected: identifier`);
    return next.text;
  }

  private values(): string[] {
    const open = this.take();
    if (open.text !== '(') throw new Failure(`found '${open.text}' expected: '('`);
    const values = new Set<string>();
    let expectValue = true;
    for (;;) {
      const token = this.take();
      if (token.text === ')') {
        if (expectValue) values.add('');
        return [...values];
      }
      if (token.text === ',') {
        if (expectValue) values.add('');
        expectValue = true;
      } else if (token.type === 'word') {
        values.add(token.text);
        expectValue = false;
        const next = this.peek();
        if (next.text !== ',' && next.text !== ')') {
          throw new Failure(`found '${next.text}', expected: ',' or ')'`);
        }
      } else throw new Failure(`found '${token.text}', expected: ',', ')' or identifier`);
    }
  }
}

function holds(requirement: Requirement, labels: ReadonlyMap<string, string>): boolean {
  const value = labels.get(requirement.key);
  switch (requirement.operator) {
    case 'exists':
      return value !== undefined;
    case '!':
      return value === undefined;
    case 'in':
      return value !== undefined && requirement.values.includes(value);
    case 'notin':
      return value === undefined || !requirement.values.includes(value);
    default: {
      if (value === undefined || !/^-?\d+$/.test(value)) return false;
      const limit = Number(requirement.values[0]);
      return requirement.operator === '>' ? Number(value) > limit : Number(value) < limit;
    }
  }
}

/** Whether labels fit a selector; the empty selector fits all. */
export function matchesLabels(selector: string, labels: ReadonlyMap<string, string>): boolean {
  if (selector === '') return true;
  return new SelectorParser(selector).parse().every((requirement) => holds(requirement, labels));
}
