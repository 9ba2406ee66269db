// `npm run bench`: runs every tests/bench/*.bench.ts, prints what each measured, and fails where one misses its bound.
import { readdirSync } from 'node:fs';

interface Row {
  name: string;
  value: number;
  unit: string;
  floor?: number;
  ceiling?: number;
  note?: string;
}

const wanted = process.argv.slice(2);
const files = readdirSync('tests/bench')
  .filter((file) => file.endsWith('.bench.ts'))
  .filter((file) => wanted.length === 0 || wanted.some((name) => file.startsWith(name)))
  .sort();

let missed = 0;
for (const file of files) {
  const { default: bench }: { default: () => Promise<Row[]> } = await import(`../tests/bench/${file}`);
  console.log(`\n${file.replace('.bench.ts', '')}`);
  for (const row of await bench()) {
    const tooLow = row.floor !== undefined && row.value < row.floor;
    const tooHigh = row.ceiling !== undefined && row.value > row.ceiling;
    const bound =
      row.floor !== undefined ? `≥ ${row.floor}` : row.ceiling !== undefined ? `≤ ${row.ceiling}` : '';
    const verdict = tooLow || tooHigh ? 'MISSED' : bound && 'ok';
    if (tooLow || tooHigh) missed += 1;
    const value = Number.isInteger(row.value) ? String(row.value) : row.value.toFixed(2);
    console.log(
      `  ${row.name.padEnd(58)} ${value.padStart(10)} ${row.unit.padEnd(8)} ${bound.padEnd(9)} ${verdict} ${row.note ?? ''}`.trimEnd(),
    );
  }
}
if (files.length === 0) console.log(`No bench of that name: ${wanted.join(', ')}`);
console.log(missed === 0 ? '\nAll bounds hold.' : `\n${missed} bounds missed.`);
process.exitCode = missed === 0 ? 0 : 1;
