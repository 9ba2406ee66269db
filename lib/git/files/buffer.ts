import { Buffer } from 'buffer/index.js';

// isomorphic-git takes Node's Buffer from the globals, and a browser has none.
if (!('Buffer' in globalThis)) Object.assign(globalThis, { Buffer });
