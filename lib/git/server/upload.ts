import { log, packObjects, readCommit, readObject, readTag, readTree } from 'isomorphic-git';
import type { Bare } from './bare';
import { FLUSH, joined, line, onBand, readLines, textOf } from './pkt-line';

/** Adds a tree and all that lies below it. */
async function addTree(bare: Bare, oid: string, found: Set<string>): Promise<void> {
  if (found.has(oid)) return;
  found.add(oid);
  for (const entry of (await readTree({ ...bare, oid })).tree) {
    if (entry.type === 'tree') await addTree(bare, entry.oid, found);
    else if (entry.type === 'blob') found.add(entry.oid);
  }
}

/** The commits that can be reached from `haves`, so far as they are known here. */
async function commitsBehind(bare: Bare, haves: readonly string[]): Promise<Set<string>> {
  const known = new Set<string>();
  for (const have of haves) {
    const reached = await log({ ...bare, ref: have }).catch(() => []);
    for (const { oid } of reached) known.add(oid);
  }
  return known;
}

/** Every object that who asks for `wants` lacks. */
async function missingObjects(bare: Bare, wants: string[], haves: string[]): Promise<string[]> {
  const behind = await commitsBehind(bare, haves);
  const found = new Set<string>();
  const open = [...wants];
  for (let oid = open.pop(); oid !== undefined; oid = open.pop()) {
    if (found.has(oid) || behind.has(oid)) continue;
    const { type } = await readObject({ ...bare, oid, format: 'content' });
    found.add(oid);
    if (type === 'tag') open.push((await readTag({ ...bare, oid })).tag.object);
    if (type !== 'commit') continue;
    const { commit } = await readCommit({ ...bare, oid });
    await addTree(bare, commit.tree, found);
    open.push(...commit.parent);
  }
  return [...found];
}

/** `git upload-pack --stateless-rpc`: a pack of what the client wants and does not have. */
export async function uploadPack(bare: Bare, request: Uint8Array): Promise<Uint8Array> {
  const wanted = readLines(request);
  const had = readLines(request, wanted.end);
  const oids = (lines: readonly Uint8Array[], word: string) =>
    lines.map(textOf).flatMap((text) => (text.startsWith(`${word} `) ? [text.slice(5, 45)] : []));
  const lines = [...wanted.lines, ...had.lines];
  const missing = await missingObjects(bare, oids(lines, 'want'), oids(lines, 'have'));
  const { packfile } = await packObjects({ ...bare, oids: missing });
  return joined([line('NAK\n'), onBand(1, packfile ?? new Uint8Array()), FLUSH]);
}
