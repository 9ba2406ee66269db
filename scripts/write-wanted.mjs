// After `next build`, before the policies: has each page's scripts wait until they are wanted (scripts/page/when-wanted.js).
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { transformSync } from 'esbuild';

const OUT = 'out';
/** Pages of which nothing can be read before their scripts have run. */
const AT_ONCE = new Set(['review.html']);

const source = readFileSync('scripts/page/when-wanted.js', 'utf8');
const inline = `<script>${transformSync(source, { minify: true, legalComments: 'none' }).code.trim()}</script>`;

/** Next's own scripts, which all are `async`. */
const SCRIPT = /<script src="([^"]+)"( id="[^"]+")? async=""><\/script>/g;
/** What Next's scripts need to know of the page, as calls with one JSON value each: most of a page's inline script. */
const FLIGHT =
  /<script>(?:\(self\.__next_f=self\.__next_f\|\|\[\]\)|self\.__next_f)\.push\((\[[^<]*\])\)<\/script>/g;
/** Asks for a script before it is wanted. */
const PRELOAD = /<link rel="preload" as="script"[^>]*>/g;

let count = 0;
const pages = readdirSync(OUT, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.html') && !AT_ONCE.has(file));
for (const page of pages) {
  const file = path.join(OUT, page);
  const html = readFileSync(file, 'utf8');
  const waiting = html
    .replace(PRELOAD, '')
    .replace(SCRIPT, (_, src, id = '') => `<script type="text/plain" data-wanted="${src}"${id}></script>`)
    .replace(FLIGHT, (_, value) => `<script type="application/json" data-flight>${value}</script>`)
    .replace(/<body[^>]*>/, (body) => body + inline);
  if (
    !waiting.includes('data-wanted="') ||
    !waiting.includes(inline) ||
    /<script>[^<]*__next_f/.test(waiting.replace(inline, ''))
  ) {
    throw new Error(`${file}: its scripts were not found; has the framework changed how it writes them?`);
  }
  writeFileSync(file, waiting);
  count += 1;
}
console.log(`Scripts wait until they are wanted in ${count} pages`);
