export { contentOf, fromWindows1252 } from './bytes';
export { changesBetween, type FileChange, withFiles } from './changes';
export { nameForCopy, pathFault } from './names';
export { type Changed, copy, createFile, placeFault, remove, rename, writeFile } from './operations';
export { folderOf, nameOf, resolvePath } from './paths';
export { type FileContent, filesBelow, hasFolder, type Tree, textOf, treeOf } from './tree';
