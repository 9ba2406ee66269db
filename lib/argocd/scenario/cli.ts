import { readFileSync } from 'node:fs';
import type { Json } from '../object';
import { answerFile } from './file';

/** `npm run -s lab -- sync FILE`: prints what happens in each of a file's scenarios, as JSON. */
function main([command, file]: readonly string[]): number {
  if (command !== 'sync' || file === undefined) {
    process.stderr.write('Usage: npm run -s lab -- sync FILE\n');
    return 1;
  }
  try {
    const answers = answerFile(parse(readFileSync(file === '-' ? 0 : file, 'utf8'), file));
    process.stdout.write(`${JSON.stringify(answers, null, 1)}\n`);
    for (const { id, ...rest } of answers) {
      if ('error' in rest) process.stderr.write(`Error: scenario ${id}: ${rest.error}\n`);
    }
    return 0;
  } catch (fault) {
    process.stderr.write(`Error: ${fault instanceof Error ? fault.message : String(fault)}\n`);
    return 1;
  }
}

function parse(text: string, file: string): Json {
  try {
    return JSON.parse(text);
  } catch (fault) {
    throw new Error(`${file} is not JSON: ${fault instanceof Error ? fault.message : String(fault)}`);
  }
}

process.exitCode = main(process.argv.slice(2));
