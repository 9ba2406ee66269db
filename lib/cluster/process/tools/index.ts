import type { ContainerImage } from '../../images/image';
import type { Program } from '../machine';
import { curl } from './curl/curl';
import { date } from './date';
import { getent, nslookup } from './dns';
import { nc } from './nc';
import { pgIsReady, psql } from './postgres';
import { env, hostname, id, mktemp, uname, whoami } from './system';
import { infinite, sleep, tail, timeout, usleep } from './waiting';
import { busyboxWget } from './wget/busybox';
import { gnuWget } from './wget/gnu';

/** The tools that the lab brings itself: those that meet the network, the clock or the process around them. */
export const TOOLS: { readonly [name: string]: Program | undefined } = {
  curl,
  date,
  env,
  getent,
  hostname,
  id,
  mktemp,
  nc,
  nslookup,
  pg_isready: pgIsReady,
  psql,
  sleep,
  tail,
  timeout,
  uname,
  usleep,
  wget: (invocation) =>
    invocation.machine.image.programs.includes('wget') ? gnuWget(invocation) : busyboxWget(invocation),
  whoami,
  yes: infinite,
};

const BOTH = [
  'date',
  'env',
  'hostname',
  'id',
  'mktemp',
  'sleep',
  'tail',
  'timeout',
  'uname',
  'whoami',
  'yes',
];
const BUSYBOX = [...BOTH, 'nc', 'nslookup', 'usleep', 'wget'];
const GNU = [...BOTH, 'getent'];

/** Which of them an image has. */
export function toolsOf(image: ContainerImage): string[] {
  const common = image.userland === 'busybox' ? BUSYBOX : image.userland === 'gnu' ? GNU : [];
  return [...common, ...image.programs.filter((name) => TOOLS[name] && !common.includes(name))];
}
