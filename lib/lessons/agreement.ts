import type { Question, Quiz } from '@/lib/quiz';
import type { Tree } from '@/lib/tree';
import { ContentFault } from './fault';
import type { LessonText } from './remark-lesson';
import { faultAt, type Sources } from './sources';
import { filesOf } from './stages';
import type { Task } from './task';

interface Parts {
  text: LessonText;
  task: Task;
  quiz: Quiz;
  start: Tree;
  solution: Tree;
}

/** Where the parts are written: the path of the text, and the code of the others. */
interface Written {
  text: string;
  task: Sources;
  quiz: Sources;
}

/**
 * A lesson's text, task, quiz and files speak of each other; this checks that each finds what it names.
 *
 * @throws ContentFault at the first that does not
 */
export function checkAgreement(lesson: Parts, sources: Written): void {
  const { text, task, quiz } = lesson;
  tellsEveryStep(text, task, sources.text, sources.task);

  const ids = new Set(quiz.map((question) => question.id));
  for (const { id, line } of text.questions) {
    if (ids.has(id)) continue;
    throw new ContentFault(
      sources.text,
      line,
      `there is no question "${id}"; quiz.ts has ${[...ids].join(', ')}`,
    );
  }
  for (const anchor of quiz.flatMap(anchorsOf)) {
    if (text.anchors.has(anchor.slice(1))) continue;
    const says = `nothing in lesson.mdx has the id of "${anchor}"; name a heading or a <P id>`;
    throw faultAt(sources.quiz, [`'${anchor}'`], says);
  }
  linksLeadSomewhere(text, lesson, sources.text);
  if (!lesson.start.has(task.opens)) {
    const says = `opens "${task.opens}", which is no file of start/; name one that is`;
    throw faultAt(sources.task, ['opens:'], says);
  }
  for (const { id, files } of task.steps) {
    const missing = files.find((path) => filesOf({ id, files: [path] }, lesson.solution).length === 0);
    if (missing === undefined) continue;
    const says = `the step "${id}" changes "${missing}", which is in neither start/ nor solution/; name a file that is`;
    throw faultAt(sources.task, [`'${missing}'`, `\`${missing}\``, `id: '${id}'`], says);
  }
}

/** Every place that a question sends the reader to. */
function anchorsOf(question: Question): string[] {
  return [question, ...partsOf(question)].map((part) => part.teaches);
}

function partsOf(question: Question): readonly { teaches: string }[] {
  switch (question.kind) {
    case 'one-choice':
    case 'several-choices':
      return question.options;
    case 'put-in-order':
    case 'sort-into-groups':
      return question.items;
    case 'complete-yaml':
      return question.gaps;
    case 'explain':
      return question.points;
  }
}

/** Every link of the text to a place on its own page. */
function linksLeadSomewhere(text: LessonText, { task, quiz }: Parts, file: string): void {
  const known = new Set([
    ...text.anchors,
    ...task.steps.map(({ id }) => `step-${id}`),
    ...quiz.map(({ id }) => `question-${id}`),
  ]);
  const lost = text.links.find(({ to }) => !known.has(to));
  if (lost === undefined) return;
  const says = `the link leads to "#${lost.to}", and nothing on the page has that id; name a heading, a <P id> or #step-…`;
  throw new ContentFault(file, lost.line, says);
}

function tellsEveryStep(text: LessonText, task: Task, textFile: string, taskSources: Sources): void {
  for (const [index, { id, line }] of text.steps.entries()) {
    const expected = task.steps[index]?.id;
    if (id === expected) continue;
    const instead = expected ? `write <Step id="${expected}"> here` : 'take it out, or add it to task.ts';
    throw new ContentFault(textFile, line, `<Step id="${id}"> is not the next step of task.ts; ${instead}`);
  }
  const missing = task.steps[text.steps.length]?.id;
  if (missing === undefined) return;
  const says = `lesson.mdx does not tell the step "${missing}"; add <Step id="${missing}">`;
  throw faultAt(taskSources, [`id: '${missing}'`], says);
}
