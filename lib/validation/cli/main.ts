import { load } from './disk';
import { asText, type ReportLine, report } from './report';

const USAGE = `Usage: npm run -s validate -- [--format text|json] PATH…
Checks YAML files and folders, and the YAML blocks of Markdown files.
Exit status: 0 when there is no error, 1 when there is one, 2 when it could not run.
`;

/** Runs the command. @returns its exit status. */
function main(args: string[]): number {
  const paths: string[] = [];
  let format = 'text';
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--help' || arg === '-h') {
      process.stdout.write(USAGE);
      return 0;
    }
    if (arg === '--format') format = args[++i] ?? '';
    else if (arg.startsWith('--format=')) format = arg.slice('--format='.length);
    else if (arg.startsWith('-')) return fail(`Unknown option ${arg}.`);
    else paths.push(arg);
  }
  if (format !== 'text' && format !== 'json') return fail(`Unknown format "${format}": use text or json.`);
  if (paths.length === 0) return fail('Name at least one file or folder.');
  const lines: ReportLine[] = [];
  for (const path of paths) {
    try {
      const { tree, wanted, prefix } = load(path);
      lines.push(...report(tree, wanted, prefix));
    } catch (error) {
      return fail(`Cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  process.stdout.write(format === 'json' ? `${JSON.stringify(lines, null, 2)}\n` : asText(lines));
  return lines.some(({ severity }) => severity === 'error') ? 1 : 0;
}

function fail(message: string): number {
  process.stderr.write(`${message}\n\n${USAGE}`);
  return 2;
}

process.exitCode = main(process.argv.slice(2));
