import type { ContainerImage } from '../images/image';
import type { Found, Machine, Program } from './machine';
import { SERVERS } from './servers';
import { builtinTool, isBuiltinTool, shell } from './shell/shell';
import { TOOLS, toolsOf } from './tools';

const BIN = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** Our own tools that this image has. */
export function ownTools(image: ContainerImage): string[] {
  const names = toolsOf(image).filter((name) => !isShell(image, name));
  const shells = ['sh', 'ash', 'bash'].filter((name) => isShell(image, name));
  const server = image.program === undefined ? [] : [image.program];
  return [...names, ...shells, ...server.filter((name) => SERVERS[name] !== undefined)];
}

function isShell(image: ContainerImage, name: string): boolean {
  if (image.shell === 'none') return false;
  if (name === 'sh') return true;
  if (name === 'ash') return image.shell === 'ash';
  return name === 'bash' && (image.shell === 'bash' || image.programs.includes('bash'));
}

/**
 * Finds what an argv names, as runc looks it up (os/exec LookPath) and the kernel runs it.
 * What a file with `#!` says is followed.
 */
export async function findProgram(
  machine: Machine,
  argv: string[],
  env: Map<string, string>,
  cwd: string,
): Promise<Found> {
  const name = argv[0] ?? '';
  const quoted = JSON.stringify(name);
  // execve(2) takes texts that end at their first NUL; Go's os/exec refuses them.
  if ([...argv, cwd].some((text) => text.includes('\0')))
    return { ok: false, why: `${quoted}: invalid argument` };
  const own = ownProgram(machine.image, name);
  if (own) return { ok: true, program: own, argv };
  if (!name.includes('/')) {
    const program = byName(machine, name);
    if (program) return { ok: true, program, argv };
    for (const folder of (env.get('PATH') ?? BIN.join(':')).split(':')) {
      const script = await scriptAt(machine, `${folder}/${name}`, argv);
      if (script) return script;
    }
    return { ok: false, why: `${quoted}: executable file not found in $PATH` };
  }
  const path = machine.files.resolvePath(cwd, name);
  const folder = path.slice(0, path.lastIndexOf('/'));
  const base = path.slice(path.lastIndexOf('/') + 1);
  if (BIN.includes(folder)) {
    const program = byName(machine, base);
    if (program) return { ok: true, program, argv };
  }
  const script = await scriptAt(machine, path, argv);
  if (script) return script;
  return { ok: false, why: `${quoted}: stat ${name}: no such file or directory` };
}

/** The program that the image's own entry point or command starts, such as /docker-entrypoint.sh. */
function ownProgram(image: ContainerImage, name: string): Program | undefined {
  const first = image.entrypoint[0] ?? image.command[0];
  return first === name && image.program !== undefined ? SERVERS[image.program] : undefined;
}

function byName(machine: Machine, name: string): Program | undefined {
  const { image } = machine;
  if (isShell(image, name)) return shell;
  if (image.program === name) return SERVERS[name];
  if (toolsOf(image).includes(name)) return TOOLS[name];
  if (isBuiltinTool(machine, name)) return builtinTool;
  return undefined;
}

async function scriptAt(machine: Machine, path: string, argv: string[]): Promise<Found | undefined> {
  const { files } = machine;
  if (!(await files.exists(path))) return undefined;
  const name = JSON.stringify(argv[0] ?? '');
  const stat = await files.stat(path);
  if (stat.isDirectory) return { ok: false, why: `${name}: is a directory` };
  if ((stat.mode & 0o111) === 0) return { ok: false, why: `${name}: permission denied` };
  const first = /^#!\s*(\S+)(?:[ \t]+(\S+))?/.exec(await files.readFile(path));
  if (!first) return { ok: false, why: `${name}: exec format error` };
  const interpreter = first[1]?.endsWith('/env') ? (first[2] ?? '') : (first[1] ?? '');
  const program = byName(machine, interpreter.slice(interpreter.lastIndexOf('/') + 1));
  if (!program) return { ok: false, why: `${name}: no such file or directory` };
  return { ok: true, program, argv: [interpreter, path, ...argv.slice(1)] };
}
