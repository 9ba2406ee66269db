// After `next build`: a .gz and a .br beside every text file of out/, so that serving costs no time.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const TEXT = /\.(html|js|css|json|svg|txt|wasm|ttf)$/;
const files = readdirSync('out', { recursive: true })
  .map((file) => path.join('out', String(file)))
  .filter((file) => TEXT.test(file) && statSync(file).size > 1000);
for (const file of files) {
  const bytes = readFileSync(file);
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
}
console.log(`Compressed ${files.length} files`);
