import bench from './kustomize.bench';

/**
 * The bench with room for a busy machine: about half the speed that `npm run bench` wants, and a growth that is
 * still far from the sixteenfold of the square. Part of `npm test`; the exact bounds are the bench's own.
 */
const slack = 1.9;

let missed = 0;
for (const { name, value, unit, floor, ceiling } of await bench()) {
  const wrong =
    (floor !== undefined && value < floor / slack) || (ceiling !== undefined && value > ceiling * slack);
  if (wrong) missed++;
  process.stdout.write(`${wrong ? 'MISSED ' : ''}${name}: ${value.toFixed(2)} ${unit}\n`);
}
process.exitCode = missed === 0 ? 0 : 1;
