export { folderOf, nameOf, resolvePath } from './paths';
export { type FileContent, filesBelow, hasFolder, type Tree, textOf, treeOf } from './tree';
