// After `next build`: the headers of headers.mjs in the words of common hosts, beside the files that they serve.
import { writeFileSync } from 'node:fs';
import { CACHE_IMMUTABLE, CACHE_REVALIDATE, IMMUTABLE_PREFIX, SECURITY_HEADERS } from './headers.mjs';

const security = Object.entries(SECURITY_HEADERS);

// Netlify and Cloudflare Pages.
const lines = (headers) => headers.map(([name, value]) => `  ${name}: ${value}`).join('\n');
writeFileSync(
  'out/_headers',
  `/*\n${lines([...security, ['Cache-Control', CACHE_REVALIDATE]])}\n\n` +
    `${IMMUTABLE_PREFIX}*\n  ! Cache-Control\n${lines([['Cache-Control', CACHE_IMMUTABLE]])}\n`,
);

// nginx: include it in a server block whose root is this folder.
const nginx = ([name, value]) => `add_header ${name} "${value}" always;`;
writeFileSync(
  'out/nginx-headers.conf',
  `gzip_static on;
error_page 404 /404.html;
${security.map(nginx).join('\n')}
location / {
  try_files $uri $uri.html $uri/index.html =404;
}
location ${IMMUTABLE_PREFIX} {
  ${security.map(nginx).join('\n  ')}
  add_header Cache-Control "${CACHE_IMMUTABLE}" always;
}
`,
);
