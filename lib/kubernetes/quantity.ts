const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([KMGTPE]i)|([numkMGTPE])|[eE]([+-]?\d+))?$/;
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };

const isSuffix = (suffix: string): suffix is keyof typeof DECIMAL => suffix in DECIMAL;

/**
 * The amount that a quantity stands for, in its base unit (cores, bytes); undefined for what is none.
 * Source: Kubernetes, k8s.io/apimachinery/pkg/api/resource/quantity.go.
 */
export function amountOf(text: string): number | undefined {
  const match = QUANTITY.exec(text);
  if (!match) return undefined;
  const [, number, binary, suffix, exponent] = match;
  const value = Number(number);
  if (binary) return value * 1024 ** (BINARY.indexOf(binary) + 1);
  if (suffix && isSuffix(suffix)) return value * 10 ** DECIMAL[suffix];
  return exponent ? value * 10 ** Number(exponent) : value;
}
