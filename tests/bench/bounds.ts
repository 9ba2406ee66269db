import cluster from './cluster.bench';
import kustomize from './kustomize.bench';

/**
 * The benches with room for a busy machine: about half the speed that `npm run bench` wants, and a growth that is
 * still far from the sixteenfold of the square. Part of `npm test`; the exact bounds are the benches' own.
 */
const slack = 1.9;

interface Row {
  name: string;
  value: number;
  unit: string;
  floor?: number;
  ceiling?: number;
}

let missed = 0;
for (const bench of [kustomize, cluster]) {
  const rows: Row[] = await bench();
  for (const { name, value, unit, floor, ceiling } of rows) {
    const wrong =
      (floor !== undefined && value < floor / slack) || (ceiling !== undefined && value > ceiling * slack);
    if (wrong) missed++;
    process.stdout.write(`${wrong ? 'MISSED ' : ''}${name}: ${value.toFixed(2)} ${unit}\n`);
  }
}
process.exitCode = missed === 0 ? 0 : 1;
