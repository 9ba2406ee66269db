import { DiskFiles } from './disk';
import { buildText } from './result';

/** `kustomize build DIR` for a folder on disk: prints and exits as the real tool does. */
function main(args: readonly string[]): number {
  const [command, directory = '.', ...more] = args;
  if (command !== 'build') {
    process.stderr.write('Usage: npm run -s kustomize -- build DIR\n');
    return 1;
  }
  if (more.length > 0) {
    process.stderr.write('Error: specify one path to kustomization.yaml\n');
    return 1;
  }
  const result = buildText(new DiskFiles(), directory);
  for (const warning of result.warnings) process.stderr.write(`${warning}\n`);
  if ('error' in result) {
    process.stderr.write(`Error: ${result.error}\n`);
    return 1;
  }
  process.stdout.write(result.output);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
