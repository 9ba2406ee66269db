// After `next build`: gives every page of out/ its Content-Security-Policy, with the hashes of its inline scripts.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const OUT = 'out';
const INLINE_SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script>/g;

function policyFor(html) {
  const hashes = new Set();
  for (const [, attributes, body] of html.matchAll(INLINE_SCRIPT)) {
    // What is data is never run, so it needs no leave.
    if (/\ssrc=|\stype="application\/json"/.test(attributes) || body === '') continue;
    hashes.add(`'sha256-${createHash('sha256').update(body).digest('base64')}'`);
  }
  return [
    "default-src 'self'",
    ["script-src 'self'", ...hashes].join(' '),
    // Monaco writes style elements and attributes; it does not run without this.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
}

const pages = readdirSync(OUT, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.html'));
for (const page of pages) {
  const file = path.join(OUT, page);
  const html = readFileSync(file, 'utf8');
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policyFor(html)}"/>`;
  const marked = html.replace(/<head>(<meta charSet="utf-8"\/>)?/, (head) => head + meta);
  if (marked === html) throw new Error(`${file} has no <head>, so its policy has no place`);
  writeFileSync(file, marked);
}
console.log(`Policies written into ${pages.length} pages`);
