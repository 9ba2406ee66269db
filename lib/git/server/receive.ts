import { indexPack, isDescendent, readObject } from 'isomorphic-git';
import { type Bare, refsOf, setRef, ZERO } from './bare';
import { FLUSH, joined, line, onBand, readLines, textOf } from './pkt-line';

/** A ref that somebody asks to be moved; 40 zeros stand for a ref that is not there. */
export interface Update {
  ref: string;
  before: string;
  after: string;
  /** Whether history would be lost: the new commit does not descend from the old one. */
  forced: boolean;
}

/** Why a server declines: the reason beside the ref, and what it says to the person who pushes. */
export interface Refusal {
  /** `protected branch hook declined`, `pre-receive hook declined`. */
  reason: string;
  says?: string;
}

export interface Received {
  response: Uint8Array;
  accepted: Update[];
}

function commandsOf(lines: readonly Uint8Array[]): Omit<Update, 'forced'>[] {
  return lines.flatMap((bytes) => {
    const [before, after, ref] = (textOf(bytes).split('\0')[0] ?? '').trim().split(' ');
    return before && after && ref ? [{ before, after, ref }] : [];
  });
}

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Keeps a pack's objects, under the name that Git gives it: its checksum. */
async function keepPack(bare: Bare, pack: Uint8Array): Promise<void> {
  // A pack without an object has a header of 12 bytes and a checksum of 20.
  if (pack.length <= 32) return;
  const filepath = `objects/pack/pack-${hex(pack.subarray(-20))}.pack`;
  await bare.files.writeFile(`${bare.gitdir}/${filepath}`, pack);
  await indexPack({ ...bare, dir: bare.gitdir, filepath });
}

async function isForced(bare: Bare, { before, after }: Omit<Update, 'forced'>): Promise<boolean> {
  if (before === ZERO || after === ZERO) return false;
  return !(await isDescendent({ ...bare, oid: after, ancestor: before, depth: -1 }));
}

/** The words of git's own receive-pack for an update that cannot be made; undefined when it can. */
async function fault(bare: Bare, update: Update, now: string): Promise<string | undefined> {
  // As builtin/receive-pack.c, update(): only refs are written, and only where they are as the client saw them.
  if (!/^refs\/(heads|tags)\/[^\s~^:?*[\\]+$/.test(update.ref)) return 'funny refname';
  if (now !== update.before) return 'failed to update ref';
  if (update.after === ZERO)
    return update.ref === `refs/heads/${bare.defaultBranch}`
      ? 'deletion of the current branch prohibited'
      : undefined;
  const there = await readObject({ ...bare, oid: update.after }).then(
    () => true,
    () => false,
  );
  return there ? undefined : 'missing necessary objects';
}

/**
 * `git receive-pack --stateless-rpc`: takes the commands and the pack of a push, and moves the refs that it may move.
 *
 * @param decide what the repository's rules say of an update, as a hook does.
 */
export async function receivePack(
  bare: Bare,
  request: Uint8Array,
  decide: (update: Update) => Refusal | undefined,
): Promise<Received> {
  const { lines, end } = readLines(request);
  const refs = await refsOf(bare);
  await keepPack(bare, request.subarray(end));
  const report = [line('unpack ok\n')];
  const accepted: Update[] = [];
  let says = '';
  for (const command of commandsOf(lines)) {
    const update = { ...command, forced: await isForced(bare, command) };
    const wrong = await fault(bare, update, refs.get(update.ref) ?? ZERO);
    const refusal = wrong === undefined ? decide(update) : { reason: wrong };
    says += refusal?.says ?? '';
    if (refusal === undefined) {
      await setRef(bare, update.ref, update.after);
      accepted.push(update);
    }
    report.push(line(refusal ? `ng ${update.ref} ${refusal.reason}\n` : `ok ${update.ref}\n`));
  }
  const spoken = onBand(2, new TextEncoder().encode(says));
  return { response: joined([spoken, onBand(1, joined([...report, FLUSH])), FLUSH]), accepted };
}
