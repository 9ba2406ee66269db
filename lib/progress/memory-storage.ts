import { type Key, PLACES, type Place, type Storage, type Transaction } from './world';

type Records = Map<string, { key: Key; value: unknown }>;
const nameOf = (key: unknown) => JSON.stringify(key);
const startsWith = (key: Key, prefix: Key) => prefix.every((part, index) => key[index] === part);
const byKey = (a: { key: Key }, b: { key: Key }) => (nameOf(a.key) < nameOf(b.key) ? -1 : 1);

function transactionOn(places: Map<Place, Records>): Transaction {
  const at = (place: Place): Records => places.get(place) ?? new Map();
  return {
    get: async (place, key) => at(place).get(nameOf(key))?.value,
    list: async (place, prefix) =>
      [...at(place).values()].filter((r) => startsWith(r.key, prefix)).sort(byKey),
    put: async (place, key, value) => {
      at(place).set(nameOf(key), { key, value });
    },
    remove: async (place, key) => {
      at(place).delete(nameOf(key));
    },
    clear: async (place) => at(place).clear(),
  };
}

/** Storage for a browser that keeps nothing (private mode, storage switched off): lasts as long as the page. */
export function memoryStorage(): Storage {
  let places = new Map<Place, Records>(PLACES.map((place) => [place, new Map()]));
  let last: Promise<unknown> = Promise.resolve();
  return {
    kind: 'memory',
    transact(work) {
      const run = async () => {
        const copy = new Map([...places].map(([place, records]) => [place, new Map(records)]));
        const result = await work(transactionOn(copy));
        places = copy;
        return result;
      };
      const result = last.then(run, run);
      last = result.catch(() => undefined); // The caller gets the error; the next in line must not.
      return result;
    },
    putAtOnce(place, records) {
      void this.transact(async (t) => {
        for (const { key, value } of records) await t.put(place, key, value);
      });
    },
  };
}
