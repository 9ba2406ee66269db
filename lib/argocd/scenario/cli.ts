import { readFileSync } from 'node:fs';
import { isList, type Json } from '../object';
import { answer } from './answer';
import { readScenario } from './scenario';

/** `npm run -s lab -- sync FILE`: prints what happens in each of a file's scenarios, as JSON. */
function main([command, file]: readonly string[]): number {
  if (command !== 'sync' || file === undefined) {
    process.stderr.write('Usage: npm run -s lab -- sync FILE\n');
    return 1;
  }
  try {
    const json: Json = JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8'));
    const answers = (isList(json) ? json : [json]).map((item) => answer(readScenario(item)));
    process.stdout.write(`${JSON.stringify(answers, null, 1)}\n`);
    return 0;
  } catch (fault) {
    process.stderr.write(`Error: ${fault instanceof Error ? fault.message : String(fault)}\n`);
    return 1;
  }
}

process.exitCode = main(process.argv.slice(2));
