/** A request that a script makes, and what came back. */
export interface Request {
  /** As the script wrote it, variables filled in. */
  url: string;
  host: string;
  port: number;
  /** Without the query; `/` when the address has none. */
  path: string;
}

/** What the network answers: a status with a body, or why there is no answer. */
export type Answer = { status: number; body: string } | { trouble: 'no-such-host' | 'refused' };

/** The network around the script. Must answer the same request the same way for as long as one run lasts. */
export type Network = (request: Request) => Answer;

/** Takes an address apart; undefined when it is none. Only http and https are known. */
export function requestTo(url: string): Request | undefined {
  const match = /^(?:(https?):\/\/)?(?:[^@/]*@)?([A-Za-z0-9._-]+)(?::(\d+))?([/?#].*)?$/.exec(url);
  if (!match?.[2]) return undefined;
  const path = (match[4] ?? '').replace(/[?#].*$/s, '');
  const port = Number(match[3] ?? (match[1] === 'https' ? 443 : 80));
  return { url, host: match[2].toLowerCase(), port, path: path === '' ? '/' : path };
}
