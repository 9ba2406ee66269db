/** Forms of names, in the words of apimachinery/pkg/util/validation/validation.go and pkg/api/validate/content. */

type Check = (text: string) => string[];

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const DNS1035 = '[a-z]([-a-z0-9]*[a-z0-9])?';
const QUALIFIED = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const VALUE = `(${QUALIFIED})?`;
const CONFIG_KEY = '[-._a-zA-Z0-9]+';

function regexText(message: string, form: string, ...examples: string[]): string {
  const said = examples.map((example) => `'${example}', `).join(' or ');
  return `${message} (e.g. ${said}regex used for validation is '${form}')`;
}

/** Texts so long that they cannot be names are not put through an expression. */
function form(most: number, expression: string, message: string): Check {
  const whole = new RegExp(`^(?:${expression})$`);
  return (text) => {
    if (text.length > most) return [`must be no more than ${most} characters`];
    return whole.test(text) ? [] : [message];
  };
}

export const dnsLabel = form(
  63,
  LABEL,
  regexText(
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
    LABEL,
    'my-name',
    '123-abc',
  ),
);

export const dnsSubdomain = form(
  253,
  SUBDOMAIN,
  regexText(
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    SUBDOMAIN,
    'example.com',
  ),
);

export const dns1035Label = form(
  63,
  DNS1035,
  regexText(
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
    DNS1035,
    'my-name',
    'abc-123',
  ),
);

export const labelValue = form(
  63,
  VALUE,
  regexText(
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
    VALUE,
    'MyValue',
    'my_value',
    '12345',
  ),
);

const namePart = form(
  63,
  QUALIFIED,
  regexText(
    "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
    QUALIFIED,
    'MyName',
    'my.name',
    '123-abc',
  ),
);

/** `name` or `prefix/name`: keys of labels and annotations, finalizers. As IsQualifiedName. */
export function qualifiedName(text: string): string[] {
  const parts = text.split('/');
  const [first = '', second] = parts;
  if (parts.length > 2)
    return [
      `a qualified name ${regexText("must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character", QUALIFIED, 'MyName', 'my.name', '123-abc')} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  const prefix = second === undefined ? undefined : first;
  const name = second ?? first;
  const found: string[] = [];
  if (prefix === '') found.push('prefix part must be non-empty');
  else if (prefix !== undefined)
    found.push(...dnsSubdomain(prefix).map((message) => `prefix part ${message}`));
  if (!name) found.push('name part must be non-empty');
  if (name.length > 63) return [...found, 'name part must be no more than 63 characters'];
  return [...found, ...namePart(name)];
}

export function configKey(text: string): string[] {
  if (text.length > 253) return ['must be no more than 253 characters'];
  if (text === '.') return ["must not be '.'"];
  if (text === '..') return ["must not be '..'"];
  if (text.startsWith('..')) return ["must not start with '..'"];
  return new RegExp(`^${CONFIG_KEY}$`).test(text)
    ? []
    : [
        regexText(
          "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
          CONFIG_KEY,
          'key.name',
          'KEY_NAME',
          'key-name',
        ),
      ];
}

/** As IsRelaxedEnvVarName. */
export function envName(text: string): string[] {
  return /^[ -<>-~]+$/.test(text)
    ? []
    : ["a valid environment variable name must consist only of printable ASCII characters other than '='"];
}

/** As IsValidPortName. */
export function portName(text: string): string[] {
  const found: string[] = [];
  if (text.length > 15) found.push('must be no more than 15 characters');
  if (!/^[-a-z0-9]+$/.test(text))
    found.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  if (!/[a-z]/.test(text)) found.push('must contain at least one letter (a-z)');
  if (text.includes('--')) found.push('must not contain consecutive hyphens');
  if (text.startsWith('-') || text.endsWith('-')) found.push('must not begin or end with a hyphen');
  return found;
}

/** As path.IsValidPathSegmentName: what RBAC allows. */
export function pathSegment(text: string): string[] {
  if (text === '.' || text === '..') return [`may not be '${text}'`];
  return ['/', '%'].filter((letter) => text.includes(letter)).map((letter) => `may not contain '${letter}'`);
}
