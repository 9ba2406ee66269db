import { existsSync } from 'node:fs';
import { layOver, readTree } from '@/lib/lessons/server';
import { applicationsOf } from './headless/applications';
import { startLab } from './headless/lab';
import { tell } from './headless/tell';
import { work } from './headless/work';

const USAGE = `Usage: npm run -s lab -- task LESSON [mistakes/ID | alternatives/NAME]
       npm run -s lab -- sync FILE
`;

/**
 * `npm run -s lab -- task week1/day6`: does a lesson's task in the lab and tells the story from its log; with a folder of the
 * lesson, that of the mistake or of the other way.
 */
async function task(lesson: string, variant: string | undefined): Promise<number> {
  const folder = `content/${lesson}`;
  const missing = [`${folder}/start`, ...(variant === undefined ? [] : [`${folder}/${variant}`])].find(
    (path) => !existsSync(path),
  );
  if (missing !== undefined) {
    process.stderr.write(`There is no ${missing}: name a lesson such as week1/day6, or a folder in it.\n`);
    return 1;
  }
  const start = await readTree(`${folder}/start`);
  const solution = layOver(start, await readTree(`${folder}/solution`));
  const base = variant?.startsWith('alternatives/') ? start : solution;
  const wanted = variant === undefined ? solution : layOver(base, await readTree(`${folder}/${variant}`));
  const lab = await startLab({ lesson, start, solution });
  const before = lab.cluster.log.entries().at(-1)?.sequence ?? 0;
  const refused = await work(lab, wanted, `${lesson}${variant === undefined ? '' : `: ${variant}`}`);
  process.stdout.write(tell(lab.cluster.log.entries().filter(({ sequence }) => sequence > before)));
  if (refused !== undefined) process.stdout.write(`\n${refused}`);
  for (const { name } of applicationsOf(wanted)) {
    const { phase, message, sync, health, conditions = [] } = lab.application(name) ?? {};
    process.stdout.write(`\n${name}: ${sync}, ${health}; the last sync: ${phase}, ${message}\n`);
    for (const condition of conditions) process.stdout.write(`  ${condition.type}: ${condition.message}\n`);
  }
  for (const fault of lab.cluster.faults()) process.stderr.write(`A fault of the lab itself: ${fault}\n`);
  lab.dispose();
  return lab.cluster.faults().length === 0 ? 0 : 1;
}

const [command, first, second] = process.argv.slice(2);
if (command === 'task' && first !== undefined) process.exitCode = await task(first, second);
else if (command === 'sync') await import('@/lib/argocd/scenario/cli');
else {
  process.stderr.write(USAGE);
  process.exitCode = 1;
}
