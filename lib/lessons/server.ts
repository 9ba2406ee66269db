// The door for what runs while the site is built, and in tests: it reads files. Nothing in a browser imports it.
export { type CompiledLesson, compileLesson } from './compile';
export { ContentFault } from './fault';
export { layOver, readTree } from './files';
export { findLessons, type Lesson, type LessonPlace, loadLesson } from './load';
export { COMPONENTS, type LessonText } from './remark-lesson';
export { parseTask } from './task-schema';
