import { rules } from '../rules';
import { load } from './disk';
import { asText, type Composed, type ReportLine, report, reportComposed, rulesAsText } from './report';

const USAGE = `Usage: npm run -s validate -- [--format text|json] PATH…
       npm run -s validate -- --rules [--format text|json]
Checks YAML files and folders, and the YAML blocks of Markdown files.
With --rules it prints every rule instead: its id, severity, title and source.
In a folder of lessons, each start, solution, alternative and mistake is checked as the workspace that it makes.
Exit status: 0 when there is no error, 1 when there is one, 2 when it could not run.
`;

/** Finds the workspaces that the lessons below a path make; the files that they are made of count only in them. */
export type Compose = (path: string) => Promise<{ composed: Composed[]; parts: string[] }>;

/** Runs the command. @returns its exit status. */
export async function main(args: readonly string[], compose: Compose): Promise<number> {
  const paths: string[] = [];
  let format = 'text';
  let list = false;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--help' || arg === '-h') {
      process.stdout.write(USAGE);
      return 0;
    }
    if (arg === '--rules') list = true;
    else if (arg === '--format') format = args[++i] ?? '';
    else if (arg.startsWith('--format=')) format = arg.slice('--format='.length);
    else if (arg.startsWith('-')) return fail(`Unknown option ${arg}.`);
    else paths.push(arg);
  }
  if (format !== 'text' && format !== 'json') return fail(`Unknown format "${format}": use text or json.`);
  if (list) {
    process.stdout.write(format === 'json' ? `${JSON.stringify(rules, null, 2)}\n` : rulesAsText(rules));
    return 0;
  }
  if (paths.length === 0) return fail('Name at least one file or folder.');
  const lines: ReportLine[] = [];
  for (const path of paths) {
    try {
      const { composed, parts } = await compose(path);
      const { tree, wanted, prefix, shown } = load(path);
      const single = (file: string) =>
        wanted(file) && !parts.some((part) => `${prefix}${file}`.startsWith(`${part}/`));
      lines.push(...report(tree, single, shown), ...composed.flatMap(reportComposed));
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
