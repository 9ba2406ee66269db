// The service worker: what was opened once opens again without a connection, tomorrow and on a train. It knows the build's
// files by the list that scripts/write-offline.mjs writes beside it; a new build is a new list, and so a new cache.
importScripts('/offline-files.js');

const { version, first, later } = self.OFFLINE_FILES;
const PREFIX = 'course-';
const CACHE = PREFIX + version;
const IMMUTABLE = '/_next/static/';
const workbench = new Set(later);

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(first)));
});

// Never takes over from an older one while that has pages open: they need the older files.
self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOlder().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (!pathname.startsWith(IMMUTABLE)) event.respondWith(newest(request));
  else {
    event.respondWith(request.destination === 'worker' ? kept(request).then(anew) : kept(request));
    if (workbench.has(pathname)) event.waitUntil(keepWorkbench());
  }
});

async function forgetOlder() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)),
  );
}

/** Files whose names hold their hash never change: the first copy is as good as any. */
async function kept(request) {
  const cache = await caches.open(CACHE);
  const found = await cache.match(request);
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) await keep(cache, request, response.clone());
  return response;
}

/**
 * The same response without an address of its own: a Web Worker takes its address from the response, where it has one, and
 * what follows a # in its own, which says what the worker runs, would be lost.
 */
function anew({ body, status, statusText, headers }) {
  return new Response(body, { status, statusText, headers });
}

/** Pages and their data come from the server, and from the cache only while there is none. */
async function newest(request) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request);
    if (response.ok && !response.redirected && new URL(request.url).search === '') {
      await keep(cache, request, response.clone());
    }
    return response;
  } catch (offline) {
    const found = await cache.match(request, { ignoreSearch: true });
    if (found) return found;
    throw offline;
  }
}

let keeping;

/** Once the workbench is used, all of it is kept; before that, nobody pays for it. */
function keepWorkbench() {
  keeping ??= caches.open(CACHE).then(async (cache) => {
    for (const file of later) {
      if (!(await cache.match(file))) await cache.add(file);
    }
  });
  return keeping.catch((error) => {
    keeping = undefined;
    console.info('The workbench is not kept for use without a connection:', error);
  });
}

/** A storage that is full or closed takes nothing away from the page. */
async function keep(cache, request, response) {
  try {
    await cache.put(request, response);
  } catch (error) {
    console.info('This file is not kept for use without a connection:', error);
  }
}
