import type { CurlVersion } from './version';

export interface Target {
  scheme: 'http' | 'https';
  host: string;
  port: number;
  /** With the query. */
  path: string;
  user: string | undefined;
  href: string;
}

/** Reads a URL as lib/urlapi.c does; the refusal is exit code and message. */
export function parseUrl(
  text: string,
  { number }: CurlVersion,
): Target | { exitCode: number; message: string } {
  const bad = (why: string) => ({
    exitCode: 3,
    message: number < 800 ? 'URL using bad/illegal format or missing URL' : `URL rejected: ${why}`,
  });
  if (/[\s\x7f]/.test(text)) return bad('Malformed input to a URL function');
  const found = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):\/{1,3})?(?:([^/?#@]*)@)?([^/?#]*)([^#]*)/.exec(text);
  const scheme = (found?.[1] ?? 'http').toLowerCase();
  if (scheme !== 'http' && scheme !== 'https') {
    const tail = number < 800 ? ' not supported or disabled in libcurl' : ' not supported';
    return { exitCode: 1, message: `Protocol "${scheme}"${tail}` };
  }
  const authority = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(found?.[3] ?? '');
  const host = authority?.[1] ?? '';
  if (host === '') return bad('No host part in the URL');
  if (/[^a-zA-Z0-9._~[\]:-]/.test(host)) return bad('Bad hostname');
  const portText = authority?.[2];
  if (
    portText !== undefined &&
    portText !== '' &&
    !(/^\d{1,5}$/.test(portText) && Number(portText) < 65536)
  ) {
    return bad('Port number was not a decimal number between 0 and 65535');
  }
  const normal = scheme === 'https' ? 443 : 80;
  const port = portText ? Number(portText) : normal;
  const rest = found?.[4] ?? '';
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  return {
    scheme,
    host,
    port,
    path,
    user: found?.[2],
    href: `${scheme}://${host}${portText ? `:${port}` : ''}${path}`,
  };
}
