import type { Piece, PieceKey } from '../schema';
import { type Entry, keyOf, sameValue } from './pieces';
import type { Change } from './save';

/** What this tab shows of a draft, what it knows to be saved, and what it has still to save. */
export class Ledger {
  private readonly shown = new Map<string, Piece>();
  private readonly known = new Map<string, string>();
  private waiting = new Map<string, PieceKey>();

  pieces(): Iterable<Piece> {
    return this.shown.values();
  }

  get hasChanges(): boolean {
    return this.waiting.size > 0;
  }

  /** Shows a piece. @returns false when that changes nothing. */
  set(piece: Piece): boolean {
    const key = keyOf(piece);
    const shown = this.shown.get(key);
    if (shown !== undefined && sameValue(shown.value, piece.value)) return false;
    this.shown.set(key, piece);
    this.waiting.set(key, { kind: piece.kind, name: piece.name });
    return true;
  }

  /** Lets a piece go. @returns false when there is none. */
  remove(of: PieceKey): boolean {
    if (!this.shown.delete(keyOf(of))) return false;
    this.waiting.set(keyOf(of), of);
    return true;
  }

  /** What has to be saved; it counts as under way until `saved` or `failed`. */
  take(): Change[] {
    const changes = this.changes();
    this.waiting = new Map();
    return changes;
  }

  /** What has to be saved, without taking it. */
  changes(): Change[] {
    return [...this.waiting].map(([key, of]) => ({
      of,
      piece: this.shown.get(key),
      base: this.known.get(key),
    }));
  }

  saved(revisions: ReadonlyMap<string, string | undefined>): void {
    for (const [key, revision] of revisions) {
      if (revision === undefined) this.known.delete(key);
      else this.known.set(key, revision);
    }
  }

  failed(changes: readonly Change[]): void {
    for (const { of } of changes) this.waiting.set(keyOf(of), of);
  }

  /** Forgets what is waiting: it has been cleared away on purpose. */
  drop(): void {
    this.waiting.clear();
  }

  /**
   * Takes over what lies in storage, except for what is waiting here: that meets its counterpart when it is saved.
   *
   * @returns the pieces that changed by it.
   */
  adopt(entries: ReadonlyMap<string, Entry>): PieceKey[] {
    const changed: PieceKey[] = [];
    for (const [key, { piece, revision }] of entries) {
      if (this.waiting.has(key) || this.known.get(key) === revision) continue;
      this.known.set(key, revision);
      const shown = this.shown.get(key);
      if (shown !== undefined && sameValue(shown.value, piece.value)) continue;
      this.shown.set(key, piece);
      changed.push({ kind: piece.kind, name: piece.name });
    }
    for (const [key, piece] of [...this.shown]) {
      if (this.waiting.has(key) || entries.has(key)) continue;
      this.known.delete(key);
      this.shown.delete(key);
      changed.push({ kind: piece.kind, name: piece.name });
    }
    return changed;
  }
}
