import { Failure } from '../failure';

/** What is not in the tree: the real tool would fetch it, here it fails as it does without a network. */

const schemes = ['ssh://', 'https://', 'http://', 'file://'];

export const isRemoteFile = (path: string): boolean => /^https?:/i.test(path);

export interface Repository {
  readonly clone: string;
  readonly ref: string;
}

/** The Git repository that a resource's URL names, or undefined when it names none. As git.NewRepoSpecFromURL. */
export function repositoryOf(url: string): Repository | undefined {
  if (url.startsWith('/')) return undefined;
  const [address = '', query = ''] = cut(url, '?');
  let rest = address.toLowerCase().startsWith('git::') ? address.slice(5) : address;
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

/** What `git fetch` says where no name can be resolved, wrapped as the tool wraps it. */
export function cloneFailure(repository: Repository): Failure {
  const command = `/usr/bin/git fetch --depth=1 ${repository.clone} ${repository.ref || 'HEAD'}`;
  return new Failure(
    `failed to run '${command}': fatal: unable to access '${repository.clone}/': Could not resolve host: ${hostOf(repository.clone)}\n: exit status 128`,
  );
}

/** What Go's HTTP client says where no name can be resolved. */
export function fetchFailure(url: string): Failure {
  return new Failure(`Get "${url}": dial tcp: lookup ${hostOf(url)}: no such host`);
}
