export interface Facts {
  httpCode: number;
  exitCode: number;
  errorMessage: string;
  contentType: string;
  method: string;
  url: string;
  effectiveUrl: string;
  scheme: string;
  remoteIp: string;
  remotePort: number;
  localIp: string;
  redirectUrl: string;
  redirects: number;
  retries: number;
  headers: { [name: string]: string };
  sizeDownload: number;
  sizeHeader: number;
  sizeRequest: number;
  sizeUpload: number;
  filename: string;
  /** Seconds. */
  nameLookup: number;
  connect: number;
  startTransfer: number;
  total: number;
}

const time = (seconds: number) => seconds.toFixed(6);

/** What `-w` prints, by the names of src/tool_writeout.c. `%{stderr}` splits it. */
export function writeOut(format: string, facts: Facts): { stdout: string; stderr: string } {
  const values: { [name: string]: string } = {
    content_type: facts.contentType,
    errormsg: facts.errorMessage,
    exitcode: String(facts.exitCode),
    filename_effective: facts.filename,
    header_json: JSON.stringify(
      Object.fromEntries(Object.entries(facts.headers).map(([name, value]) => [name.toLowerCase(), [value]])),
    ),
    http_code: String(facts.httpCode).padStart(3, '0'),
    response_code: String(facts.httpCode).padStart(3, '0'),
    http_connect: '000',
    http_version: facts.httpCode ? '1.1' : '0',
    local_ip: facts.localIp,
    local_port: facts.remoteIp ? '40000' : '0',
    method: facts.method,
    num_connects: facts.remoteIp ? '1' : '0',
    num_headers: String(Object.keys(facts.headers).length),
    num_redirects: String(facts.redirects),
    num_retries: String(facts.retries),
    redirect_url: facts.redirectUrl,
    remote_ip: facts.remoteIp,
    remote_port: String(facts.remotePort),
    scheme: facts.scheme,
    size_download: String(facts.sizeDownload),
    size_header: String(facts.sizeHeader),
    size_request: String(facts.sizeRequest),
    size_upload: String(facts.sizeUpload),
    speed_download: String(facts.total > 0 ? Math.floor(facts.sizeDownload / facts.total) : 0),
    speed_upload: String(facts.total > 0 ? Math.floor(facts.sizeUpload / facts.total) : 0),
    ssl_verify_result: '0',
    time_appconnect: time(0),
    time_connect: time(facts.connect),
    time_namelookup: time(facts.nameLookup),
    time_pretransfer: time(facts.connect),
    time_redirect: time(0),
    time_starttransfer: time(facts.startTransfer),
    time_total: time(facts.total),
    url: facts.url,
    url_effective: facts.effectiveUrl,
    urlnum: '0',
  };
  const escapes: { [letter: string]: string } = { n: '\n', r: '\r', t: '\t' };
  const streams = { stdout: '', stderr: '' };
  let stream: 'stdout' | 'stderr' = 'stdout';
  let muted = false;
  const pattern = /%%|%\{([^}]*)\}|%header\{([^}]*)\}|\\(.)|[^%\\]+|./gs;
  for (const [whole, name, header, letter] of format.matchAll(pattern)) {
    let text = whole;
    if (whole === '%%') text = '%';
    else if (letter !== undefined) text = escapes[letter] ?? whole;
    else if (header !== undefined) text = headerOf(facts.headers, header) ?? '';
    else if (name === 'stderr' || name === 'stdout') {
      stream = name;
      text = '';
    } else if (name === 'onerror') {
      muted = facts.exitCode === 0;
      text = '';
    } else if (name !== undefined) text = values[name] ?? '';
    if (!muted) streams[stream] += text;
  }
  return streams;
}

export function headerOf(headers: { [name: string]: string }, wanted: string): string | undefined {
  const lower = wanted.toLowerCase();
  return Object.entries(headers).find(([name]) => name.toLowerCase() === lower)?.[1];
}
