import type { HttpRequest } from '../../../interface';
import type { Invocation } from '../../machine';
import type { CurlOptions } from './options';
import type { Target } from './url';
import { parseUrl } from './url';
import { type CurlVersion, failedToConnect } from './version';
import { headerOf } from './write-out';

/** What came of one request with its redirects. */
export interface Outcome {
  exitCode: number;
  message: string;
  retry?: 'timeout' | 'refused';
  status: number;
  /** Header blocks of all answers, as they are printed. */
  head: string;
  headers: { [name: string]: string };
  body: string;
  ip: string;
  port: number;
  connectMs: number;
  totalMs: number;
  redirects: number;
  redirectUrl: string;
  effectiveUrl: string;
  method: string;
  scheme: string;
  sentBytes: number;
  requestBytes: number;
}

const REASONS: { [status: number]: string } = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

export const reasonOf = (status: number) => REASONS[status] ?? '';

/** Follows a URL to its end. Waits in the process that calls. */
export async function transfer(
  invocation: Invocation,
  options: CurlOptions,
  target: Target,
  version: CurlVersion,
): Promise<Outcome> {
  const { machine } = invocation;
  const started = machine.now();
  const data = await bodyOf(invocation, options);
  let method =
    options.method ?? (options.head ? 'HEAD' : data !== undefined && !options.get ? 'POST' : 'GET');
  let body = options.get || data === undefined ? '' : data;
  let at = options.get && data ? { ...target, path: joinQuery(target.path, data) } : target;
  const outcome: Outcome = {
    exitCode: 0,
    message: '',
    status: 0,
    head: '',
    headers: {},
    body: '',
    ip: '',
    port: 0,
    connectMs: 0,
    totalMs: 0,
    redirects: 0,
    redirectUrl: '',
    effectiveUrl: at.href,
    method,
    scheme: at.scheme,
    sentBytes: body.length,
    requestBytes: 0,
  };
  for (;;) {
    outcome.effectiveUrl = at.href;
    const request = requestOf(options, at, method, body, version);
    outcome.requestBytes += request.path.length + 60;
    const spent = machine.now() - started;
    const answer = await machine.sockets.request(invocation.process, hostFor(options, at), at.port, request, {
      connectMs: options.connectTimeoutMs,
      totalMs: options.maxTimeMs === undefined ? undefined : Math.max(1, options.maxTimeMs - spent),
      tls: at.scheme === 'https',
      insecure: options.insecure,
    });
    outcome.totalMs = machine.now() - started;
    if (!answer.ok) {
      return {
        ...outcome,
        ...failure(answer.error.code, answer.connected, at, outcome.totalMs, options, version),
      };
    }
    const { response } = answer;
    outcome.ip = answer.ip;
    outcome.port = answer.port;
    outcome.connectMs = answer.connectMs;
    outcome.status = response.status;
    outcome.headers = response.headers;
    outcome.head += headText(response.status, response.headers);
    outcome.body = method === 'HEAD' ? '' : response.body;
    if (options.verbose) narrate(invocation, at, request, answer.ip, outcome);
    const location = headerOf(response.headers, 'location');
    if (location === undefined || response.status < 300 || response.status > 399) return outcome;
    const next = parseUrl(new URL(location, at.href).href, version);
    if ('message' in next) return { ...outcome, ...next };
    outcome.redirectUrl = next.href;
    if (!options.location) return outcome;
    if (outcome.redirects >= options.maxRedirects) {
      return { ...outcome, exitCode: 47, message: `Maximum (${options.maxRedirects}) redirects followed` };
    }
    outcome.redirects++;
    if (method === 'POST' && response.status <= 303 && !options.method) {
      method = 'GET';
      body = '';
    }
    at = next;
  }
}

function hostFor(options: CurlOptions, at: Target): string {
  const fixed = options.resolve.find((entry) => entry.startsWith(`${at.host}:${at.port}:`));
  return fixed ? (fixed.split(':').slice(2).join(':') ?? at.host) : at.host;
}

const joinQuery = (path: string, query: string) => `${path}${path.includes('?') ? '&' : '?'}${query}`;

async function bodyOf(
  { machine, cwd, stdin }: Invocation,
  options: CurlOptions,
): Promise<string | undefined> {
  if (options.data.length === 0) return undefined;
  const parts: string[] = [];
  for (const part of options.data) {
    if (part === '@-') parts.push(stdin);
    else if (part.startsWith('@')) {
      const path = machine.files.resolvePath(cwd, part.slice(1));
      parts.push((await machine.files.exists(path)) ? await machine.files.readFile(path) : '');
    } else parts.push(part);
  }
  return parts.join('&');
}

function requestOf(
  options: CurlOptions,
  at: Target,
  method: string,
  body: string,
  version: CurlVersion,
): HttpRequest {
  const normal = at.scheme === 'https' ? 443 : 80;
  const headers: { [name: string]: string } = {
    Host: at.port === normal ? at.host : `${at.host}:${at.port}`,
  };
  const user = options.user ?? at.user;
  if (user !== undefined) headers.Authorization = `Basic ${btoa(user)}`;
  headers['User-Agent'] = options.userAgent ?? `curl/${version.text}`;
  headers.Accept = '*/*';
  if (body !== '') {
    headers['Content-Length'] = String(body.length);
    headers['Content-Type'] = 'application/x-www-form-urlencoded';
  }
  for (const line of options.headers) {
    const [, name = '', value = ''] = /^([^:;]+)[:;]\s*(.*)$/.exec(line) ?? [];
    const known = Object.keys(headers).find((key) => key.toLowerCase() === name.toLowerCase());
    if (known) delete headers[known];
    if (name && value) headers[name] = value;
  }
  return { method, path: at.path, headers, body };
}

function headText(status: number, headers: { [name: string]: string }): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${reasonOf(status)}\r\n${lines.join('')}\r\n`;
}

function failure(
  code: string,
  connected: boolean,
  at: Target,
  ms: number,
  options: CurlOptions,
  version: CurlVersion,
): Pick<Outcome, 'exitCode' | 'message' | 'retry'> {
  switch (code) {
    case 'ENOTFOUND':
      return { exitCode: 6, message: `Could not resolve host: ${at.host}`, retry: 'timeout' };
    case 'ECONNREFUSED':
      return {
        exitCode: 7,
        message: failedToConnect(version, at.host, at.port, ms, 'refused'),
        retry: 'refused',
      };
    case 'ECONNRESET':
      return connected
        ? { exitCode: 52, message: 'Empty reply from server' }
        : { exitCode: 56, message: 'Recv failure: Connection reset by peer' };
    case 'TLS_PLAIN':
      return {
        exitCode: 35,
        message:
          version.number < 810
            ? 'OpenSSL/3.3.1: error:0A0000C6:SSL routines::packet length too long'
            : 'TLS connect error: error:0A0000C6:SSL routines::packet length too long',
      };
    case 'TLS_CERTIFICATE':
      return { exitCode: 60, message: 'SSL certificate problem: self-signed certificate' };
  }
  if (connected) {
    return {
      exitCode: 28,
      message: `Operation timed out after ${ms} milliseconds with 0 bytes received`,
      retry: 'timeout',
    };
  }
  const byTotal = options.maxTimeMs !== undefined && ms >= options.maxTimeMs;
  if (byTotal) {
    return { exitCode: 28, message: `Connection timed out after ${ms} milliseconds`, retry: 'timeout' };
  }
  const why = options.connectTimeoutMs !== undefined ? 'timeout' : 'kernel';
  return { exitCode: 28, message: failedToConnect(version, at.host, at.port, ms, why), retry: 'timeout' };
}

/** `-v`, as src/tool_cb_dbg.c prints it. */
function narrate(
  { err }: Invocation,
  at: Target,
  { method, path, headers }: HttpRequest,
  ip: string,
  { head }: Outcome,
) {
  const sent = Object.entries(headers).map(([name, value]) => `> ${name}: ${value}\n`);
  err(
    `* Host ${at.host}:${at.port} was resolved.\n* IPv6: (none)\n* IPv4: ${ip}\n*   Trying ${ip}:${at.port}...\n` +
      `* Established connection to ${at.host} (${ip} port ${at.port})\n> ${method} ${path} HTTP/1.1\n` +
      `${sent.join('')}> \n* Request completely sent off\n${head.replace(/\r/g, '').replace(/^/gm, '< ').replace(/< $/, '')}` +
      `* Connection #0 to host ${at.host}:${at.port} left intact\n`,
  );
}
