import { Failure } from '../failure';

/** What is not in the tree: the real tool would fetch it, here it fails as it does without a network. */

const schemes = ['ssh://', 'https://', 'http://', 'file://'];

const forced = /^git::/i;

/** What is said of a URL that forces the protocol, as Terraform's may. */
export function forcedProtocolWarning(url: string): string | undefined {
  if (!forced.test(url)) return undefined;
  return (
    "Warning: Forcing the git protocol using the 'git::' URL prefix is not supported. Kustomize currently " +
    'strips this invalid prefix, but will stop doing so in a future release. ' +
    "Please remove the 'git::' prefix from your configuration."
  );
}

export const isRemoteFile = (path: string): boolean => /^https?:/i.test(path);

export interface Repository {
  readonly clone: string;
  readonly ref: string;
}

/** The Git repository that a resource's URL names, or undefined when it names none. As git.NewRepoSpecFromURL. */
export function repositoryOf(url: string): Repository | undefined {
  if (url.startsWith('/')) return undefined;
  const [address = '', query = ''] = cut(url, '?');
  let rest = address.replace(forced, '');
  const scheme = schemes.find((each) => rest.toLowerCase().startsWith(each)) ?? '';
  rest = rest.slice(scheme.length);
  const user = /^([a-zA-Z][a-zA-Z0-9-]*)@/.exec(rest)?.[0] ?? '';
  rest = rest.slice(user.length);
  const github = /^github\.com[/:]/i.test(rest);
  const scp = scheme === '' && (user !== '' || github);
  if (scheme === '' && !scp) return undefined;
  let host = scheme;
  if (scheme === 'file://') rest = user + rest;
  else {
    const slash = rest.indexOf('/');
    const colon = scp ? rest.indexOf(':') : -1;
    const at = colon > 0 && (slash < 0 || colon < slash) ? colon : slash;
    let name = at < 0 ? rest : rest.slice(0, at + 1);
    rest = at < 0 ? '' : rest.slice(at + 1);
    let prefix = scheme + user;
    if (github) {
      const ssh = scheme === 'ssh://' || user !== '';
      prefix = ssh ? user : 'https://';
      name = ssh ? 'github.com:' : 'github.com/';
    }
    if (name === '') return undefined;
    host = prefix + name;
  }
  const path = repositoryPath(rest, scheme === 'file://');
  if (path === undefined) return undefined;
  const parameters = new URLSearchParams(query);
  return { clone: host + path, ref: parameters.get('ref') || parameters.get('version') || '' };
}

const cut = (text: string, mark: string): [string, string] => {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
};

function repositoryPath(path: string, whole: boolean): string | undefined {
  const parts = splitRepository(path, whole);
  if (parts === undefined || parts.repository === '') return undefined;
  const clean: string[] = [];
  for (const part of parts.inner.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (clean.pop() === undefined) return undefined;
    } else clean.push(part);
  }
  return parts.repository;
}

function splitRepository(path: string, whole: boolean): { repository: string; inner: string } | undefined {
  const marker = path.indexOf('_git/');
  if (marker >= 0) {
    const [name = '', ...inner] = path.slice(marker + 5).split('/');
    return { repository: path.slice(0, marker + 5) + name, inner: inner.join('/') };
  }
  const double = path.indexOf('//');
  if (double >= 0) return { repository: path.slice(0, double), inner: path.slice(double + 2) };
  const suffix = path.indexOf('.git');
  if (suffix >= 0) return { repository: path.slice(0, suffix + 4), inner: path.slice(suffix + 4) };
  if (whole) return { repository: path, inner: '' };
  const segments = path.split('/');
  if (segments.length < 2) return undefined;
  return { repository: segments.slice(0, 2).join('/'), inner: segments.slice(2).join('/') };
}

const hostOf = (url: string): string => /^(?:[a-z]+:\/\/)?(?:[^@/]*@)?([^/:]+)/i.exec(url)?.[1] ?? url;

const unreachable =
  'fatal: Could not read from remote repository.\n\n' +
  'Please make sure you have the correct access rights\nand the repository exists.\n';

/** What Git says of a repository on this disk, of one over SSH, and of one over HTTP, where there is none. */
function gitSays(clone: string): string {
  if (clone.startsWith('file://') || !/^[a-z]+:\/\/|^[^/]*:/.test(clone)) {
    return `fatal: '${clone.replace('file://', '')}' does not appear to be a git repository\n${unreachable}`;
  }
  if (!/^https?:/.test(clone)) {
    return `ssh: Could not resolve hostname ${hostOf(clone)}: Name or service not known\r\n${unreachable}`;
  }
  return `fatal: unable to access '${clone}/': Could not resolve host: ${hostOf(clone)}\n`;
}

/** What `git fetch` says where no name can be resolved, wrapped as the tool wraps it. */
export function cloneFailure({ clone, ref }: Repository): Failure {
  const command = `/usr/bin/git fetch --depth=1 ${clone} ${ref || 'HEAD'}`;
  return new Failure(`failed to run '${command}': ${gitSays(clone)}: exit status 128`);
}

/** What Go's HTTP client says where no name can be resolved. */
export function fetchFailure(url: string): Failure {
  return new Failure(`Get "${url}": dial tcp: lookup ${hostOf(url)}: no such host`);
}
