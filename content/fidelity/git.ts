/** Where Git in the lab differs from Git 2.39 and from GitHub. */
export const git = {
  id: 'git',
  title: 'Git and GitHub',
  says: 'Real Git objects, made by isomorphic-git, and a server that speaks Git’s own protocol in your browser’s tab. What the commands print, hashes included, is compared word for word with Git 2.39.5.',
  differences: [
    {
      about: 'Commands',
      real: 'Some hundred and fifty, with all their options.',
      lab: '`add`, `commit`, `status`, `log`, `push`, `fetch`, `pull`, `switch`, `branch` and `tag`, with the options that the course needs.',
    },
    {
      about: 'A terminal',
      real: 'In a terminal `push` and `fetch` draw their progress, and colours mark what is staged.',
      lab: 'They print what they print into a file: the outcome, without progress and without colours.',
    },
    {
      about: 'Merge conflicts',
      real: 'The conflict is left in the files, to be solved and committed.',
      lab: 'The merge is given up, the files stay as they were, and the answer names the files that conflict.',
    },
    {
      about: 'Rewritten files',
      real: '`git commit` names a file of which little is left as rewritten, and counts all of its lines.',
      lab: 'It counts the lines that differ.',
    },
    {
      about: 'File modes and links',
      real: 'Files may be executable, and there are symbolic links.',
      lab: 'The workspace holds plain files.',
    },
    {
      about: 'GitHub',
      real: 'A website with accounts, tokens, pull requests and many rules for branches.',
      lab: 'A server that takes every push, unless a lesson protects a branch or puts a hook in front of it. Nobody is asked for a password.',
    },
  ],
};
