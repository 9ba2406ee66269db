// `npm start`: serves the build. Any web server can do this; ours exists so that one command shows the product.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import sirv from 'sirv';
import { CACHE_IMMUTABLE, CACHE_REVALIDATE, IMMUTABLE_PREFIX, SECURITY_HEADERS } from './headers.mjs';

const { values } = parseArgs({
  options: {
    port: { type: 'string', short: 'p', default: process.env.PORT ?? '3000' },
    host: { type: 'string', short: 'H', default: '127.0.0.1' },
  },
});

if (!existsSync('out/index.html')) {
  console.error('There is no build in out/ yet: run `npm run build` first.');
  process.exit(1);
}

const notFound = readFileSync('out/404.html');
const files = sirv('out', {
  gzip: true,
  brotli: true,
  etag: true,
  extensions: ['html'],
  setHeaders(response, path) {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    response.setHeader(
      'Cache-Control',
      path.startsWith(IMMUTABLE_PREFIX) ? CACHE_IMMUTABLE : CACHE_REVALIDATE,
    );
  },
  onNoMatch(_request, response) {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(notFound);
  },
});

const server = createServer((request, response) => files(request, response));
server.on('error', (error) => {
  console.error(
    error.code === 'EADDRINUSE'
      ? `Port ${values.port} is taken. Choose another: npm start -- --port ${Number(values.port) + 1}`
      : `The course cannot be served: ${error.message}`,
  );
  process.exit(1);
});
server.listen(Number(values.port), values.host, () => {
  console.log(`Argo CD, Day by Day: http://${values.host}:${values.port}`);
});
