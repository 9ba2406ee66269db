import { type IDBPDatabase, openDB } from 'idb';
import { memoryStorage } from '../memory-storage';
import { type Key, PLACES, type Place, type Storage, type Trouble } from '../world';

const NAME = 'argocd-day-by-day';
const VERSION = 1;
const PATIENCE = 5000;

/** All keys that begin with the prefix: an array sorts behind every string. */
const range = (prefix: Key) => (prefix.length === 0 ? null : IDBKeyRange.bound([...prefix], [...prefix, []]));

function storageOn(db: IDBPDatabase): Storage {
  return {
    kind: 'browser',
    async transact(work) {
      const tx = db.transaction(PLACES, 'readwrite', { durability: 'relaxed' });
      const done = tx.done;
      done.catch(() => undefined); // Awaited below; without this, an abort is also reported as unhandled.
      try {
        const result = await work({
          get: (place, key) => tx.objectStore(place).get([...key]),
          list: async (place, prefix) => {
            const store = tx.objectStore(place);
            const [keys, values] = await Promise.all([
              store.getAllKeys(range(prefix)),
              store.getAll(range(prefix)),
            ]);
            return keys.map((key, index) => ({ key, value: values[index] }));
          },
          put: async (place, key, value) => {
            await tx.objectStore(place).put(value, [...key]);
          },
          remove: (place, key) => tx.objectStore(place).delete(IDBKeyRange.only(key)),
          clear: (place) => tx.objectStore(place).clear(),
        });
        await done;
        return result;
      } catch (error) {
        try {
          tx.abort();
        } catch {
          // It has already ended: the error below says why.
        }
        throw tx.error ?? error;
      }
    },
    putAtOnce(place: Place, records) {
      const tx = db.transaction(place, 'readwrite');
      tx.done.catch((error) => console.warn('The last changes could not be saved:', error));
      for (const { key, value } of records) void tx.store.put(value, [...key]).catch(() => undefined);
      tx.commit();
    },
  };
}

async function open(): Promise<{ storage: Storage; trouble?: Trouble }> {
  try {
    const db = await openDB(NAME, VERSION, {
      upgrade(fresh) {
        for (const place of PLACES) fresh.createObjectStore(place);
      },
      // A newer version of the course, or someone who clears the browser's data, wants it: do not stand in the way.
      blocking: (_current, _blocked, event) => {
        if (event.target instanceof IDBDatabase) event.target.close();
      },
    });
    return { storage: storageOn(db) };
  } catch (error) {
    console.warn('Nothing can be kept in this browser:', error);
    const newer = error instanceof DOMException && error.name === 'VersionError';
    return { storage: memoryStorage(), trouble: newer ? 'newer' : 'closed' };
  }
}

/** Opens the browser's storage, or memory when there is none, with the reason why. Never fails, never hangs. */
export function browserStorage(): Promise<{ storage: Storage; trouble?: Trouble }> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ storage: memoryStorage(), trouble: 'closed' }), PATIENCE);
    void open().then((opened) => {
      clearTimeout(timer);
      resolve(opened);
    });
  });
}
