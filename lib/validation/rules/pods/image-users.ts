import { familiarName, parseImage } from '@/lib/kubernetes';

/**
 * The user of images that many people start with, as their Dockerfiles' `USER` says; an image without one runs as root.
 * Only what is certain for every current tag stands here.
 */
const USERS: Readonly<Record<string, string>> = {
  'curlimages/curl': 'curl_user',
  'prom/prometheus': 'nobody',
  'prom/node-exporter': 'nobody',
  'prom/alertmanager': 'nobody',
  'quay.io/prometheus/prometheus': 'nobody',
  'quay.io/prometheus/node-exporter': 'nobody',
  'quay.io/prometheus/alertmanager': 'nobody',
  alpine: 'root',
  busybox: 'root',
  debian: 'root',
  ubuntu: 'root',
  nginx: 'root',
  httpd: 'root',
  redis: 'root',
  postgres: 'root',
  mysql: 'root',
  mariadb: 'root',
  python: 'root',
  node: 'root',
  golang: 'root',
  bash: 'root',
  'traefik/whoami': 'root',
  'alpine/git': 'root',
  'alpine/curl': 'root',
};

/** The number that the named user has in the image. */
const IDS: Readonly<Record<string, number>> = { curl_user: 100, nobody: 65534 };

/** The user that an image runs as when nobody says otherwise: a name, and the number that it stands for when known. */
export function userOf(image: string): { name: string; id: number | undefined } | undefined {
  const reference = parseImage(image);
  const name = reference && familiarName(reference);
  const user = name !== undefined && Object.hasOwn(USERS, name) ? USERS[name] : undefined;
  return user === undefined ? undefined : { name: user, id: IDS[user] };
}
