import type { GitHttpRequest, GitHttpResponse } from 'isomorphic-git';
import { type Bare, refsOf, ZERO } from './bare';
import { collected, FLUSH, joined, line } from './pkt-line';
import { type Refusal, receivePack, type Update } from './receive';
import { uploadPack } from './upload';

/** A repository as a server holds it. */
export interface Served {
  bare: Bare;
  decide(update: Update): Refusal | undefined;
  /** Called once a push has moved refs. */
  received(updates: readonly Update[]): Promise<void>;
}

const AGENT = 'agent=git/lab';

async function advertisement(bare: Bare, service: string): Promise<Uint8Array> {
  const refs = [...(await refsOf(bare))];
  const head = refs.find(([name]) => name === `refs/heads/${bare.defaultBranch}`);
  const fetching = service === 'git-upload-pack';
  const can = fetching
    ? `side-band-64k ofs-delta no-progress symref=HEAD:refs/heads/${bare.defaultBranch} ${AGENT}`
    : `report-status delete-refs side-band-64k ofs-delta ${AGENT}`;
  const told: [string, string][] = fetching && head ? [['HEAD', head[1]], ...refs] : refs;
  if (told.length === 0) told.push(['capabilities^{}', ZERO]);
  const lines = told.map(([name, oid], i) => line(`${oid} ${name}${i === 0 ? `\0${can}` : ''}\n`));
  return joined([line(`# service=${service}\n`), FLUSH, ...lines, FLUSH]);
}

function respond(url: string, statusCode: number, type: string, body: Uint8Array): GitHttpResponse {
  const statusMessage = statusCode === 200 ? 'OK' : 'Not Found';
  return { url, statusCode, statusMessage, headers: { 'content-type': type }, body: streamOf(body) };
}

async function* streamOf(bytes: Uint8Array): AsyncIterableIterator<Uint8Array> {
  yield bytes;
}

/**
 * Answers a request of Git's smart HTTP protocol. As git/Documentation/gitprotocol-http.txt.
 *
 * @param find the repository at a URL, without what the protocol adds to it.
 */
export async function serve(
  find: (url: string) => Served | undefined,
  { url, body }: GitHttpRequest,
): Promise<GitHttpResponse> {
  const [, base, operation, service] =
    /^(.*?)\/(info\/refs|git-upload-pack|git-receive-pack)(?:\?service=([a-z-]+))?$/.exec(url) ?? [];
  const served = base === undefined ? undefined : find(base);
  if (served === undefined || operation === undefined)
    return respond(url, 404, 'text/plain', new TextEncoder().encode('Repository not found.\n'));
  if (operation === 'info/refs' && service !== undefined)
    return respond(
      url,
      200,
      `application/x-${service}-advertisement`,
      await advertisement(served.bare, service),
    );
  const request = await collected(body);
  if (operation === 'git-upload-pack')
    return respond(url, 200, `application/x-${operation}-result`, await uploadPack(served.bare, request));
  const { response, accepted } = await receivePack(served.bare, request, (update) => served.decide(update));
  if (accepted.length > 0) await served.received(accepted);
  return respond(url, 200, `application/x-${operation}-result`, response);
}
