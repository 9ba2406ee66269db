import type { Question, Quiz } from '@/lib/quiz';
import type { Tree } from '@/lib/tree';
import { ContentFault, lineOf } from './fault';
import type { LessonText } from './remark-lesson';
import type { Task } from './task';

interface Source {
  file: string;
  source: string;
}

interface Parts {
  text: LessonText;
  task: Task;
  quiz: Quiz;
  start: Tree;
}

/**
 * A lesson's text, task, quiz and files speak of each other; this checks that each finds what it names.
 *
 * @throws ContentFault at the first that does not
 */
export function checkAgreement(lesson: Parts, sources: { text: Source; task: Source; quiz: Source }): void {
  const { text, task, quiz } = lesson;
  tellsEveryStep(text, task, sources.text, sources.task);

  const ids = new Set(quiz.map((question) => question.id));
  for (const { id, line } of text.questions) {
    if (ids.has(id)) continue;
    throw new ContentFault(
      sources.text.file,
      line,
      `there is no question "${id}"; quiz.ts has ${[...ids].join(', ')}`,
    );
  }
  for (const anchor of quiz.flatMap(anchorsOf)) {
    if (text.anchors.has(anchor.slice(1))) continue;
    const line = lineOf(sources.quiz.source, `'${anchor}'`);
    throw new ContentFault(
      sources.quiz.file,
      line,
      `nothing in lesson.mdx has the id of "${anchor}"; name a heading or a <P id>`,
    );
  }
  if (!lesson.start.has(task.opens)) {
    const line = lineOf(sources.task.source, 'opens');
    throw new ContentFault(sources.task.file, line, `opens "${task.opens}", which is no file of start/`);
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

function tellsEveryStep(text: LessonText, task: Task, textSource: Source, taskSource: Source): void {
  for (const [index, { id, line }] of text.steps.entries()) {
    const expected = task.steps[index]?.id;
    if (id === expected) continue;
    const instead = expected ? `write <Step id="${expected}"> here` : 'take it out, or add it to task.ts';
    throw new ContentFault(
      textSource.file,
      line,
      `<Step id="${id}"> is not the next step of task.ts; ${instead}`,
    );
  }
  const missing = task.steps[text.steps.length]?.id;
  if (missing === undefined) return;
  const line = lineOf(taskSource.source, `'${missing}'`);
  throw new ContentFault(
    taskSource.file,
    line,
    `lesson.mdx does not tell the step "${missing}"; add <Step id="${missing}">`,
  );
}
