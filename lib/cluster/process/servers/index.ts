import type { Program } from '../machine';
import { httpEcho } from './http-echo';
import { httpHttpsEcho } from './http-https-echo';
import { migrate } from './migrate';
import { nginx } from './nginx';
import { podinfo } from './podinfo';
import { postgres } from './postgres';
import { whoami } from './whoami';

/** The servers of the catalogue's images, by the name of their program. */
export const SERVERS: { readonly [program: string]: Program | undefined } = {
  'curl-entrypoint': async (invocation) => {
    // As curl-container's etc/entrypoint.sh: the words are curl's own unless the first of them is a command.
    const argv = invocation.argv.slice(1);
    const first = argv[0] ?? '';
    const command =
      first.startsWith('-') || first === ''
        ? undefined
        : await invocation.machine.find(argv, invocation.env, invocation.cwd);
    const given = command?.ok
      ? command
      : await invocation.machine.find(['curl', ...argv], invocation.env, invocation.cwd);
    return given.ok ? given.program({ ...invocation, argv: given.argv }) : 127;
  },
  'http-echo': httpEcho,
  migrate,
  nginx,
  node: httpHttpsEcho,
  podinfo,
  postgres,
  'whoami-server': whoami,
};
