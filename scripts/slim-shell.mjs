// Run after each install: takes out of just-bash's bundle the commands that no image of the lab has (see
// lib/cluster/process/shell/words.ts, NEVER), so that no browser loads them. They are a sixth of it. What is installed stays as
// it is where it is not what this was written for; everything works then, too, only larger.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const VERSION = '3.4.2';
const UNUSED = ['rg', 'jq', 'file', 'html-to-markdown', 'help', 'history', 'curl'];
const NOTICE = `/*! just-bash ${VERSION}, changed: without the commands ${UNUSED.join(', ')} */`;

const LOADER =
  /\{name:"([a-z0-9-]+)",load:async\(\)=>\(await Promise\.resolve\(\)\.then\(\(\)=>\([\w$]+\(\),([\w$]+)\)\)\)\.[\w$]+\}/g;

/** The bundle with loaders that refuse, and without what only they kept alive; undefined where it looks otherwise. */
async function slimmed(source) {
  const exported = [];
  let text = source.replace(LOADER, (whole, name, namespace) => {
    if (!UNUSED.includes(name)) return whole;
    exported.push(namespace);
    return `{name:"${name}",load:async()=>{throw new Error("${name} was taken out")}}`;
  });
  if (exported.length !== UNUSED.length) return undefined;
  for (const namespace of exported) {
    const listing = new RegExp(`(?<=[;}\\s])ae\\(${namespace.replaceAll('$', '\\$')},\\{[^}]*\\}\\);`);
    if (!listing.test(text)) return undefined;
    text = text.replace(listing, '');
  }
  // Parts of the bundle that nobody begins with may go.
  text = text
    .replace(/([,\s;])([A-Za-z_$][\w$]*)=L\(\(\)=>/g, '$1$2=/* @__PURE__ */L(()=>')
    .replaceAll('=Jo((', '=/* @__PURE__ */Jo((');
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    stdin: { contents: text, resolveDir: '.' },
    bundle: true,
    packages: 'external',
    external: ['node:zlib'],
    write: false,
    format: 'esm',
    platform: 'browser',
    minify: true,
    legalComments: 'inline',
    logLevel: 'silent',
    banner: { js: NOTICE },
  });
  return outputFiles[0]?.text;
}

async function main() {
  const folder = fileURLToPath(new URL('../node_modules/just-bash/', import.meta.url));
  const { version } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8'));
  const file = `${folder}dist/bundle/browser.js`;
  const source = readFileSync(file, 'utf8');
  if (source.startsWith(NOTICE)) return;
  const text = version === VERSION ? await slimmed(source) : undefined;
  if (text === undefined) throw new Error(`just-bash ${version} is not the ${VERSION} that was looked into`);
  // Another file takes its place: package managers share files between folders.
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

main().catch((fault) => console.warn(`just-bash stays as it is: ${fault.message}`));
