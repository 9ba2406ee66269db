import { type Container, Endless, type Ran, type Run } from './container';
import { Shell } from './shell';
import { Unread } from './syntax';
import type { Network } from './world';

/**
 * Runs a container's program against an imaginary network, without a clock or a process: a small POSIX shell (as
 * BusyBox `sh`) that knows `curl`, `wget` and the few commands that smoke tests are made of. `sleep` takes no time.
 *
 * @returns how it ended. A script that cannot be read is a value, never an exception.
 */
export function runContainer(container: Container, network: Network): Run {
  const commands: Ran[] = [];
  try {
    const shell = new Shell(
      { network, files: container.files, commands, left: { commands: 3000, calls: 50 } },
      container.environment,
    );
    const exit = shell.program(container.argv, '').exit;
    return { kind: 'ended', exit, commands, last: commands.at(-1) };
  } catch (error) {
    if (error instanceof Unread) return { kind: 'unread', what: error.message };
    if (error instanceof Endless) return { kind: 'endless', commands };
    throw error;
  }
}
