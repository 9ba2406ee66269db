/**
 * Names and numbers of Week 1, Day 6 that the prose, the checks and the quiz share. Each stands here once; the YAML of
 * `start/` and `solution/` must agree with them, and a content test proves that it does.
 *
 * What the images really do (read in their own sources, so that the lesson works on a real cluster):
 *
 * - `mendhak/http-https-echo:41` (github.com/mendhak/docker-http-https-echo, tag 41 of 2026-06-14: Dockerfile, index.js,
 *   README.md, CHANGELOG.md). `USER 1000` (numeric, so `runAsNonRoot` needs no `runAsUser`); `HTTP_PORT` is 8080 unless
 *   set; every path answers 200 with the request echoed as JSON, so `/` and `/health` answer; with
 *   `PROMETHEUS_ENABLED=true` (since version 31) `/metrics` is a real Prometheus endpoint. A request can ask for
 *   another status with `?x-set-response-status-code=500`, which lets a learner see what `curl` does with it.
 *   Not `traefik/whoami` or `hashicorp/http-echo`: neither has `/metrics`. Not `stefanprodan/podinfo`: its health
 *   endpoint is `/healthz`.
 * - `curlimages/curl:8.20.0` (github.com/curl/curl-container: create_base_image.sh, create_appliance_image.sh,
 *   etc/entrypoint.sh, CHANGELOG.md of 2026-04-29). Alpine; `USER curl_user`, a name, made by `adduser -S`, which gives
 *   the first system id, 100 (curl/curl-docker issue 62: the kubelet refuses a named user under `runAsNonRoot`).
 *   The entry point runs `curl` with the arguments unless the first of them is a command. `sh` is BusyBox ash.
 */
const day5 = 'week1/day5';
const day6 = 'week1/day6';
const repository = 'argocd-learning';

export const names = {
  /** Folders inside the Git repository. */
  day5,
  day6,
  base: `${day6}/app/base`,
  overlay: `${day6}/overlays/dev`,
  overlayBefore: `${day5}/overlays/dev`,
  /** The Git repository's folder in the workspace, and the Application's file beside it. */
  repository,
  applicationFile: 'app.yaml',
  /** The same folders as paths of the workspace. */
  inWorkspace: {
    day5: `${repository}/${day5}`,
    day6: `${repository}/${day6}`,
    base: `${repository}/${day6}/app/base`,
    overlay: `${repository}/${day6}/overlays/dev`,
    hookFile: `${repository}/${day6}/app/base/smoke-test-hook.yaml`,
    serviceFile: `${repository}/${day6}/app/base/service.yaml`,
    kustomizationFile: `${repository}/${day6}/app/base/kustomization.yaml`,
  },
  application: 'echo-frontend',
  namespace: 'frontend',
  deployment: 'echo-frontend',
  service: 'echo-frontend',
  preflight: 'preflight',
  hook: 'smoke-test',
  hookPhase: 'PostSync',
  deletePolicy: 'BeforeHookCreation,HookSucceeded',
  annotations: {
    hook: 'argocd.argoproj.io/hook',
    deletePolicy: 'argocd.argoproj.io/hook-delete-policy',
    wave: 'argocd.argoproj.io/sync-wave',
  },
  endpoints: { health: '/health', metrics: '/metrics' },
  servicePort: 80,
  serverPort: 8080,
  images: {
    server: 'docker.io/mendhak/http-https-echo:41',
    curl: 'docker.io/curlimages/curl:8.20.0',
    preflight: 'docker.io/library/busybox:1.37.0',
  },
  /** The user id of `curl_user` in the curl image. */
  curlUser: 100,
  enforceLabel: 'pod-security.kubernetes.io/enforce',
} as const;
