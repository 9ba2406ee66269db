import { argocd } from './argocd';
import { cluster } from './cluster';
import { git } from './git';
import { kustomize } from './kustomize';

/** Every part of the lab with what is otherwise in it than for real: the page `/fidelity`. */
export const areas = [argocd, cluster, git, kustomize];
