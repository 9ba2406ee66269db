/** How often a revision's manifests are tried before the failure itself is remembered. */
const TRIES = 3;

/** What the repo server says when `kustomize build` fails. The first words stand for its own checkout, as upstream prints them. */
export function kustomizeError(path: string, stderr: string): string {
  const folder = path === '' || path === '.' ? '' : `/${path}`;
  return `\`kustomize build <path to cached source>${folder}\` failed exit status 1: ${stderr.trim()}`;
}

/**
 * Why Git's state could not be loaded, as ComparisonError and failed operations say it after `Failed to load target state: `.
 * As controller/state.go, GetRepoObjs, and reposerver.
 *
 * @param attempt which attempt on the same revision this is, from 1; from the fourth the remembered failure is given.
 */
export function manifestError(message: string, attempt: number, source = 1, sources = 1): string {
  const cached = attempt > TRIES ? 'Manifest generation error (cached): ' : '';
  return `failed to generate manifest for source ${source} of ${sources}: rpc error: code = Unknown desc = ${cached}${message}`;
}

/** What an Application says whose path is not in the repository. */
export const pathMissing = (path: string): string => `${path}: app path does not exist`;
