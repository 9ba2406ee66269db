import type { Invocation, Program } from '../../machine';
import { type CurlOptions, parseCurl } from './options';
import { type Outcome, transfer } from './transfer';
import { parseUrl, type Target } from './url';
import { type CurlVersion, curlVersion, meterHeader, meterLine, retryWarning } from './version';
import { headerOf, writeOut } from './write-out';

const HELP = "curl: try 'curl --help' or 'curl --manual' for more information\n";
// As src/tool_operate.c, CURL_CA_CERT_ERRORMSG.
const CERTIFICATE_HELP =
  'More details here: https://curl.se/docs/sslcerts.html\n\n' +
  'curl failed to verify the legitimacy of the server and therefore could not\n' +
  'establish a secure connection to it. To learn more about this situation and\n' +
  'how to fix it, please visit the webpage mentioned above.\n';
// As src/tool_operate.c: RETRY_SLEEP_DEFAULT and RETRY_SLEEP_MAX.
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 600_000;
const TRANSIENT = new Set([408, 429, 500, 502, 503, 504, 522, 524]);

/** `curl`, as curl/curl does it: exit codes of docs/libcurl/libcurl-errors.md, messages of the version that the image has. */
export const curl: Program = async (invocation) => {
  const { argv, out, err, machine } = invocation;
  const version = curlVersion(machine.image);
  const options = parseCurl(argv.slice(1));
  if ('refusal' in options) {
    err(`curl: ${options.refusal}\n${HELP}`);
    return 2;
  }
  if (options.version) {
    out(`curl ${version.text} (x86_64-pc-linux-musl) libcurl/${version.text} OpenSSL zlib\n`);
    return 0;
  }
  if (options.help) {
    out('Usage: curl [options...] <url>\n');
    return 0;
  }
  if (options.urls.length === 0) {
    err(`curl: (2) no URL specified\n${HELP}`);
    return 2;
  }
  const session = { meterShown: false };
  let exitCode = 0;
  for (const [index, url] of options.urls.entries()) {
    exitCode = await one(invocation, options, version, url, options.outputs[index], session);
    if (exitCode !== 0 && options.failEarly) break;
  }
  return exitCode;
};

async function one(
  invocation: Invocation,
  options: CurlOptions,
  version: CurlVersion,
  url: string,
  output: string | undefined,
  session: { meterShown: boolean },
): Promise<number> {
  const { err, process, machine } = invocation;
  const target = parseUrl(url, version);
  const say = (exitCode: number, message: string) => {
    if (!options.silent || options.showError) err(`curl: (${exitCode}) ${message}\n`);
    if (exitCode === 60 && (!options.silent || options.showError)) err(CERTIFICATE_HELP);
  };
  if ('message' in target) {
    say(target.exitCode, target.message);
    return target.exitCode;
  }
  let delay = 0;
  const began = machine.now();
  for (let retries = 0; ; retries++) {
    const meter = meterOf(invocation, options, version, session);
    meter.start();
    const outcome = await transfer(invocation, options, target, version);
    const failed = outcome.exitCode === 0 && outcome.status >= 400;
    if (failed && options.fail && !options.failWithBody) {
      outcome.exitCode = 22;
      outcome.message = `The requested URL returned error: ${outcome.status}`;
    }
    const left = options.retry - retries;
    const why = left > 0 ? reasonToRetry(outcome, options) : undefined;
    const written = outcome.exitCode === 22 ? 0 : await write(invocation, options, outcome, target, output);
    meter.finish(outcome);
    if (outcome.exitCode !== 0) say(outcome.exitCode, outcome.message);
    else if (failed && options.failWithBody) {
      outcome.exitCode = 22;
      say(22, `The requested URL returned error: ${outcome.status}`);
    }
    if (why !== undefined) {
      delay = options.retryDelayMs ?? (delay === 0 ? FIRST_RETRY_MS : Math.min(delay * 2, LAST_RETRY_MS));
      const wait = retryAfter(outcome) ?? delay;
      const spent = machine.now() - began;
      if (options.retryMaxMs === undefined || spent + wait <= options.retryMaxMs) {
        if (!options.silent) err(retryWarning(version, why, wait, left));
        await process.sleep(wait);
        continue;
      }
    }
    const exitCode = outcome.exitCode || written;
    finish(invocation, options, url, outcome, exitCode, retries, output);
    return exitCode;
  }
}

/** As src/tool_operate.c, retrycheck(). */
function reasonToRetry(outcome: Outcome, options: CurlOptions): string | undefined {
  if (outcome.retry === 'timeout') return ': timeout';
  if (outcome.retry === 'refused' && options.retryConnRefused) return ': connection refused';
  if ((outcome.exitCode === 0 || outcome.exitCode === 22) && TRANSIENT.has(outcome.status))
    return ': HTTP error';
  return outcome.exitCode !== 0 && options.retryAllErrors ? '(retrying all errors)' : undefined;
}

function retryAfter({ headers, status }: Outcome): number | undefined {
  const seconds = status >= 400 ? Number(headerOf(headers, 'retry-after')) : Number.NaN;
  return seconds > 0 ? seconds * 1000 : undefined;
}

async function write(
  { machine, out, err, cwd }: Invocation,
  options: CurlOptions,
  outcome: Outcome,
  target: Target,
  output: string | undefined,
): Promise<number> {
  const head = options.include || options.head ? outcome.head : '';
  if (options.dumpHeader === '-') out(outcome.head);
  const text = head + outcome.body;
  if (output === undefined || output === '-') {
    if (text) out(text);
    return 0;
  }
  if (outcome.exitCode !== 0) return 0;
  const name = output === 'remote' ? target.path.split('?')[0]?.split('/').pop() : output;
  if (!name) {
    err('curl: (23) Failed to extract a filename to use for storage\n');
    return 23;
  }
  const path = machine.files.resolvePath(cwd, name);
  const why = machine.files.refuses(path);
  if (why) {
    const words = why === 'EROFS' ? 'Read-only file system' : 'Permission denied';
    if (!options.silent) err(`Warning: Failed to open the file ${name}: ${words}\n`);
    if (!options.silent || options.showError) {
      err('curl: (23) client returned ERROR on write, 0 bytes written\n');
    }
    return 23;
  }
  await machine.files.writeFile(path, text);
  return 0;
}

function finish(
  { out, err, machine }: Invocation,
  options: CurlOptions,
  url: string,
  outcome: Outcome,
  exitCode: number,
  retries: number,
  output: string | undefined,
): void {
  if (!options.writeOut) return;
  const { stdout, stderr } = writeOut(options.writeOut, {
    httpCode: outcome.status,
    exitCode,
    errorMessage: exitCode ? outcome.message : '',
    contentType: headerOf(outcome.headers, 'content-type') ?? '',
    method: outcome.method,
    url,
    effectiveUrl: outcome.effectiveUrl,
    scheme: outcome.status ? outcome.scheme : '',
    remoteIp: outcome.ip,
    remotePort: outcome.port,
    localIp: outcome.ip ? machine.sockets.ip : '',
    redirectUrl: options.location ? '' : outcome.redirectUrl,
    redirects: outcome.redirects,
    retries,
    headers: outcome.headers,
    sizeDownload: outcome.body.length,
    sizeHeader: outcome.head.length,
    sizeRequest: outcome.requestBytes,
    sizeUpload: outcome.sentBytes,
    filename: output ?? '',
    nameLookup: outcome.connectMs / 2000,
    connect: outcome.connectMs / 1000,
    startTransfer: outcome.totalMs / 1000,
    total: outcome.totalMs / 1000,
  });
  if (stdout) out(stdout);
  if (stderr) err(stderr);
}

/** The progress meter, which curl shows whenever stdout is no terminal: in a container's log, always. */
function meterOf(
  { err }: Invocation,
  options: CurlOptions,
  version: CurlVersion,
  session: { meterShown: boolean },
) {
  const shown = !options.silent && !options.noProgress;
  return {
    start: () => {
      if (!shown || options.progressBar) return;
      if (!session.meterShown) err(meterHeader(version));
      session.meterShown = true;
      err(meterLine(version, { received: 0, sent: 0, seconds: 0, known: false }));
    },
    finish: ({ exitCode, body, sentBytes, totalMs, status }: Outcome) => {
      if (!shown) return;
      if (options.progressBar) {
        err(status ? `\r${'#'.repeat(72)} 100.0%\n` : '\n');
        return;
      }
      const received = exitCode === 0 ? body.length : 0;
      const seconds = totalMs / 1000;
      err(`${meterLine(version, { received, sent: sentBytes, seconds, known: exitCode === 0 })}\n`);
    },
  };
}
