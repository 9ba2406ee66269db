import type { HttpClient } from 'isomorphic-git';
import { collected } from '../server/pkt-line';

/**
 * A client that keeps what the server answered last. isomorphic-git hands what a server says to people to a callback that it
 * does not wait for.
 */
export function listening(http: HttpClient): { http: HttpClient; heard(): Uint8Array } {
  let last = new Uint8Array();
  return {
    http: {
      async request(request) {
        const response = await http.request(request);
        const body = await collected(response.body);
        last = new Uint8Array(body);
        return { ...response, body: once(body) };
      },
    },
    heard: () => last,
  };
}

async function* once(bytes: Uint8Array): AsyncIterableIterator<Uint8Array> {
  yield bytes;
}
