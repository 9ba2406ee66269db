/** An address as a number, and how many bits its family has. */
export interface Address {
  value: bigint;
  bits: 32 | 128;
}

/** Addresses that begin alike: so many bits of them. */
export interface Range extends Address {
  length: number;
}

/** Reads an address; zeros may stand in front of its numbers. As k8s.io/utils/net, ParseIPSloppy. */
export function addressOf(text: string): Address | undefined {
  return text.includes(':') ? longAddress(text) : shortAddress(text);
}

/** Reads a range such as `10.0.0.0/8`. As k8s.io/utils/net, ParseCIDRSloppy. */
export function rangeOf(text: string): Range | undefined {
  const [, start = '', digits = ''] = /^([^/]*)\/(\d{1,3})$/.exec(text) ?? [];
  const address = addressOf(start);
  const length = Number(digits);
  return address && length <= address.bits ? { ...address, length } : undefined;
}

/** Whether a range is within another, or the same. */
export function isWithin(part: Range, whole: Range): boolean {
  return part.bits === whole.bits && part.length >= whole.length && startsLike(part, whole);
}

/** Whether an address is one that leads to nobody, to oneself or to the neighbours on the wire alone. */
export function isSpecial(address: Address): boolean {
  return SPECIAL.some((range) => range.bits === address.bits && startsLike(address, range));
}

function startsLike(address: Address, range: Range): boolean {
  const rest = BigInt(range.bits - range.length);
  return address.value >> rest === range.value >> rest;
}

function shortAddress(text: string): Address | undefined {
  if (!/^\d{1,9}(?:\.\d{1,9}){3}$/.test(text)) return undefined;
  const bytes = text.split('.').map(Number);
  if (bytes.some((byte) => byte > 255)) return undefined;
  return { value: bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n), bits: 32 };
}

function longAddress(text: string): Address | undefined {
  const [head = '', tail, ...more] = text.split('::');
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  if (!before || !after || more.length > 0) return undefined;
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...before, ...new Array<bigint>(missing).fill(0n), ...after];
  return { value: groups.reduce((sum, group) => (sum << 16n) | group, 0n), bits: 128 };
}

/** `fe80:1` as numbers of 16 bits; at the end may stand an address of four bytes. */
function groupsOf(text: string): bigint[] | undefined {
  if (text === '') return [];
  if (text.length > 45) return undefined;
  const parts = text.split(':');
  const last = parts.at(-1)?.includes('.') ? shortAddress(parts.pop() ?? '')?.value : -1n;
  if (last === undefined || parts.some((part) => !/^[0-9a-fA-F]{1,4}$/.test(part))) return undefined;
  const groups = parts.map((part) => BigInt(`0x${part}`));
  return last < 0n ? groups : [...groups, last >> 16n, last & 0xffffn];
}

/** As core/validation, ValidateEndpointIP. */
const SPECIAL = [
  '0.0.0.0/32',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/24',
  '::/128',
  '::1/128',
  'fe80::/10',
  'ff02::/16',
].flatMap((text) => rangeOf(text) ?? []);
