import { parseAllDocuments } from 'yaml';
import { type Tree, treeOf } from '@/lib/tree';
import { rules, ValidationCache, validateTree } from '@/lib/validation';
import { languageServer } from './validation/language-server';
import { hostile, manifests, mistakes, patchedProject, project } from './validation/texts';

interface Row {
  name: string;
  value: number;
  unit: string;
  floor?: number;
  ceiling?: number;
  note?: string;
}

/** CPU time of a function's runs in milliseconds, sorted, after warming up: neighbours on the machine count little. */
function cpu(run: () => unknown, times: number): number[] {
  for (let i = 0; i < times; i++) run();
  return Array.from({ length: times }, () => {
    const before = process.cpuUsage();
    run();
    return since(before);
  }).sort((a, b) => a - b);
}

/**
 * What somebody waits for a function's runs, in milliseconds, sorted, after warming up. It is no more than what passes by
 * the clock, which counts the machine's neighbours as well, and no more than the CPU time, which counts the threads on
 * which memory is collected beside.
 */
function waits(run: () => unknown, times: number): number[] {
  for (let i = 0; i < times; i++) run();
  return Array.from({ length: times }, () => {
    const [before, start] = [process.cpuUsage(), performance.now()];
    run();
    return Math.min(performance.now() - start, since(before));
  }).sort((a, b) => a - b);
}

function since(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const median = (times: number[]): number => times[Math.floor(times.length / 2)] ?? 0;
const p95 = (times: number[]): number => times[Math.floor(times.length * 0.95)] ?? 0;
const round = (value: number): number => Math.round(value * 100) / 100;

function validateAnew(text: string): number {
  return validateTree(treeOf({ 'a.yaml': text })).size;
}

/** What validating costs, against parsing alone, against the size of the text, and against the YAML language server. */
export default async function bench(): Promise<Row[]> {
  const rows: Row[] = [];
  const text = manifests(200);
  // Both share the parser's code, so both are warm before either is measured: the rules are compiled to the end after
  // some 300 rounds, and until then the ratio is anything between 2 and 5.
  for (let i = 0; i < 500; i++) validateAnew(text);
  const ours = median(cpu(() => validateAnew(text), 60));
  const parsing = median(cpu(() => parseAllDocuments(text, { uniqueKeys: false }).length, 60));
  const ratio = { unit: 'times', value: round(ours / parsing), ceiling: 3 };
  rows.push({ name: 'validating against parsing with yaml, 200 lines', ...ratio });
  rows.push({
    name: 'one keystroke, 200 lines among 30 files, p95',
    value: round(keystroke(project())),
    unit: 'ms',
    ceiling: 16,
  });
  rows.push({
    name: 'one keystroke in a base that an overlay patches, the same, p95',
    value: round(keystroke(patchedProject())),
    unit: 'ms',
    ceiling: 16,
  });

  const [short = 1, long = 1] = [5_000, 20_000].map((lines) => {
    const many = manifests(lines);
    // The fastest of nine: when the collector comes along is chance, and twice as much to collect takes it twice as long.
    return (cpu(() => validateAnew(many), 9)[0] ?? 0) / lines;
  });
  // A growth with the square would be four; larger trees cost the memory's caches somewhat more a line.
  const growth = { unit: 'times', value: round(long / short), ceiling: 2 };
  rows.push({ name: 'cost of a line at 20,000 lines against 5,000', ...growth });

  for (const [name, content] of Object.entries(hostile())) {
    const worst = cpu(() => validateTree(treeOf({ 'a.yaml': content })), 1).at(-1) ?? 0;
    rows.push({ name: `hostile: ${name}`, value: round(worst), unit: 'ms', ceiling: 1000 });
  }
  return [...rows, ...(await againstLanguageServer(text, ours))];
}

function keystroke(files: Readonly<Record<string, string>>): number {
  const cache = new ValidationCache();
  const [first = ''] = Object.keys(files);
  let tree: Tree = treeOf(files);
  validateTree(tree, cache);
  let count = 0;
  const times = waits(() => {
    tree = new Map(tree).set(first, `${files[first] ?? ''}# ${count++}\n`);
    return validateTree(tree, cache).size;
  }, 100);
  return p95(times);
}

async function againstLanguageServer(text: string, ours: number): Promise<Row[]> {
  const server = languageServer();
  const times: number[] = [];
  for (let i = 0; i < 40; i++) {
    const before = process.cpuUsage();
    await server.validate(`${text}# ${i}\n`);
    if (i >= 5) times.push(since(before));
  }
  const theirs = median(times.sort((a, b) => a - b));
  const all = mistakes(rules);
  let foundByUs = 0;
  let foundByThem = 0;
  for (const { files, path } of all) {
    if ((validateTree(treeOf(files)).get(path) ?? []).length) foundByUs++;
    if ((await server.validate(files[path] ?? '')).length) foundByThem++;
  }
  const unit = `of ${all.length}`;
  return [
    {
      name: 'the YAML language server’s time against ours',
      value: round(theirs / ours),
      unit: 'times',
      floor: 1,
    },
    { name: 'files with a mistake that we find', value: foundByUs, unit, floor: all.length },
    {
      name: 'files with a mistake that the language server finds',
      value: foundByThem,
      unit,
      note: 'same schemas',
    },
  ];
}
