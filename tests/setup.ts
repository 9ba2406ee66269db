import fc from 'fast-check';

/**
 * Property tests use one seed, so that a change is judged by itself and not by luck. `npm run test:fuzz` takes a new seed
 * each time; what it finds becomes a test of its own, with the counterexample.
 */
const seed = process.env.FAST_CHECK_SEED === 'random' ? Date.now() : 20261123;
fc.configureGlobal({ seed });
