import type { ContainerImage } from '../../../images/image';

/** What differs between the versions of curl that images carry. Each line by its own tag of curl/curl. */
export interface CurlVersion {
  text: string;
  number: number;
}

export function curlVersion(image: ContainerImage): CurlVersion {
  const text = image.version ?? '8.14.1';
  const [major = 0, minor = 0] = text.split('.').map(Number);
  return { text, number: major * 100 + minor };
}

/** lib/cf-ip-happy.c and, before 8.17, lib/connect.c. */
export function failedToConnect(
  { number }: CurlVersion,
  host: string,
  port: number,
  ms: number,
  why: string,
) {
  return number < 800
    ? `Failed to connect to ${host} port ${port}: ${why === 'refused' ? 'Connection refused' : 'Operation timed out'}`
    : `Failed to connect to ${host} port ${port} after ${ms} ms: ${
        why === 'timeout' ? 'Timeout was reached' : 'Could not connect to server'
      }`;
}

/** src/tool_operate.c: retry_sleep(), and retrycheck() before 8.18. */
export function retryWarning({ number }: CurlVersion, why: string, ms: number, left: number): string {
  if (number < 810) {
    return `Warning: Problem ${why}. Will retry in ${Math.floor(ms / 1000)} seconds. ${left} retries left.\n`;
  }
  const fraction = ms % 1000 ? `.${String(ms % 1000).padStart(3, '0')}` : '';
  const wait = `${Math.floor(ms / 1000)}${fraction} second${ms === 1000 ? '' : 's'}`;
  const verb = number < 818 ? 'Will retry in' : 'Retrying in';
  return `Warning: Problem ${why}. ${verb} ${wait}. ${left} retr${left > 1 ? 'ies' : 'y'} left.\n`;
}

/** lib/progress.c: five columns until 8.17, six since. */
function columns(bytes: number, width: 5 | 6): string {
  if (bytes < 100_000) return String(Math.floor(bytes)).padStart(width);
  const units = 'kMGT';
  let rest = bytes;
  for (const unit of units) {
    const whole = Math.floor(rest / 1024);
    if (width === 5 && whole < 10_000) return `${String(whole).padStart(4)}${unit}`;
    if (width === 6 && whole < 1000) {
      const tail = rest % 1024;
      return whole <= 99
        ? `${String(whole).padStart(2)}.${String(Math.floor((tail * 100) / 1024)).padStart(2, '0')}${unit}`
        : `${String(whole).padStart(3)}.${Math.floor((tail * 10) / 1024)}${unit}`;
    }
    rest = whole;
  }
  return '>9999'.padStart(width);
}

function clockTime(seconds: number, width: 5 | 6): string {
  const whole = Math.floor(seconds);
  const two = (n: number) => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  if (width === 5) return whole <= 0 ? '--:--:--' : `${String(h).padStart(2)}:${two(m)}:${two(s)}`;
  if (whole <= 0) return '       ';
  return h ? `${h}:${two(m)}:${two(s)}` : `  ${two(m)}:${two(s)}`;
}

export function meterHeader({ number }: CurlVersion): string {
  return number < 818
    ? '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n' +
        '                                 Dload  Upload   Total   Spent    Left  Speed\n'
    : '  % Total    % Received % Xferd  Average Speed  Time    Time    Time   Current\n' +
        '                                 Dload  Upload  Total   Spent   Left   Speed\n';
}

/** One state of the progress meter. `known`: the answer said its length. */
export function meterLine(
  { number }: CurlVersion,
  at: { received: number; sent: number; seconds: number; known: boolean },
): string {
  const width = number < 818 ? 5 : 6;
  const total = at.received + at.sent;
  const speed = (bytes: number) => columns(at.seconds > 0 ? bytes / Math.max(at.seconds, 0.001) : 0, width);
  const percent = (bytes: number, known = true) => String(bytes > 0 && known ? 100 : 0).padStart(3);
  const size = (bytes: number) => columns(bytes, width);
  const none = width === 5 ? '--:--:--' : '       ';
  const spent = clockTime(at.seconds, width);
  const gap = width === 5 ? '  ' : ' ';
  return (
    `\r${percent(total, at.known)} ${size(total)}${gap}${percent(at.received, at.known)} ${size(at.received)}` +
    `${gap}${percent(at.sent)} ${size(at.sent)}${width === 5 ? '  ' : ' '}${speed(at.received)} ${speed(at.sent)} ` +
    `${none} ${spent} ${none} ${speed(at.received)}`
  );
}
