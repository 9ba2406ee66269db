// Makes a lesson that builds, from scripts/lesson-template: `npm run new-lesson -- week1/day7`.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const TEMPLATE = fileURLToPath(new URL('./lesson-template/', import.meta.url));
const REGISTRY = path.join('content', 'tasks.ts');
const MARK = '__LESSON__';

const lesson = process.argv[2] ?? '';
const refuse = (message) => {
  console.error(message);
  process.exit(1);
};

if (!/^week[1-9]\d*\/day[1-9]\d*$/.test(lesson)) {
  refuse('Say which lesson: npm run new-lesson -- week1/day7');
}
const folder = path.join('content', lesson);
if (existsSync(folder))
  refuse(`${folder} is there already. Choose another day, or take that folder away first.`);

const registry = await readFile(REGISTRY, 'utf8');
if (!registry.includes('\n};\n')) {
  refuse(
    `${REGISTRY} does not end its list with a line "};", so the lesson cannot be added. Mend that first.`,
  );
}

for (const entry of await readdir(TEMPLATE, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const source = path.join(entry.parentPath, entry.name);
  const name = path.relative(TEMPLATE, source).replace(/\.template$/, '');
  const target = path.join(folder, ...name.split(path.sep).map((part) => (part === MARK ? lesson : part)));
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, (await readFile(source, 'utf8')).replaceAll(MARK, lesson));
  console.log(target);
}

const line = `  '${lesson}': () => import('./${lesson}/task').then((m) => m.task),\n`;
await writeFile(REGISTRY, registry.replace('\n};\n', `\n${line}};\n`));
console.log(`${REGISTRY} (one line added)`);
console.log(`\nWrite ${folder}/lesson.mdx, then look at it with: npm run dev`);
