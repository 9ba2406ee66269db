// After `next build`: the list of files that public/sw.js keeps, so that the course opens without a connection.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const OUT = 'out';
/** What is larger, and named by no page, belongs to the workbench: its editor, its schemas, its checks. */
const MOST_BYTES = 130_000;

const files = readdirSync(OUT, { recursive: true })
  .map((file) => String(file).replaceAll(path.sep, '/'))
  .filter((file) => statSync(path.join(OUT, file)).isFile())
  .sort();
const read = (file) => readFileSync(path.join(OUT, file));

const pages = files.filter((file) => file.endsWith('.html') && !/^(404|_not-found|rules\/)/.test(file));
const html = pages.map((page) => read(page).toString()).join('\n');
const data = files.filter((file) => file.endsWith('.json') && !file.startsWith('_next/'));
const code = files.filter(
  (file) => file.startsWith('_next/static/') && !/_(buildManifest|ssgManifest)\.js$/.test(file),
);
const isFirst = (file) => html.includes(`/${file}`) || statSync(path.join(OUT, file)).size <= MOST_BYTES;

const addressOf = (page) => `/${page.replace(/(^|\/)index\.html$|\.html$/, '')}`;
const first = [...pages.map(addressOf), ...[...data, ...code.filter(isFirst)].map((file) => `/${file}`)];
const later = code.filter((file) => !isFirst(file)).map((file) => `/${file}`);

const hash = createHash('sha256');
for (const file of [...pages, ...data, ...code]) hash.update(file).update(read(file));
const version = hash.digest('hex').slice(0, 16);
writeFileSync(
  path.join(OUT, 'offline-files.js'),
  `self.OFFLINE_FILES = ${JSON.stringify({ version, first, later })};\n`,
);
console.log(`Without a connection: ${first.length} files at once, ${later.length} with the workbench`);
