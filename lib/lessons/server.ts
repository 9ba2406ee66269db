// The door for what runs while the site is built, and in tests: it reads files. Nothing in a browser imports it.
export { compileLesson } from './compile';
export { layOver, readTree, readTrees } from './files';
export { findLessons, type Lesson, loadLesson } from './load';
export { parseTask } from './task-schema';
