import { curl, type Fetched } from './curl';
import { Unread } from './syntax';
import { echo, grep, printf, seq, test } from './tools';
import { wget } from './wget';
import type { Network } from './world';

const done = (out = '', exit = 0): Fetched => ({ exit, out, transfers: [] });

/** Runs a program of the image: the HTTP clients, and the small tools that test scripts use. */
export function runProgram(words: readonly string[], input: string, network: Network): Fetched {
  const [name = '', ...args] = words;
  switch (name.replace(/^.*\//, '')) {
    case 'curl':
      return curl(args, network);
    case 'wget':
      return wget(args, network);
    case 'true':
    case ':':
    case 'sleep':
    case 'date':
    case 'cd':
      return done();
    case 'false':
      return done('', 1);
    case 'echo':
      return { ...echo(args), transfers: [] };
    case 'printf':
      return { ...printf(args), transfers: [] };
    case 'seq':
      return { ...seq(args), transfers: [] };
    case 'test':
      return { ...test(args), transfers: [] };
    case '[':
    case '[[':
      return { ...test(args.slice(0, -1)), transfers: [] };
    case 'grep':
      return { ...grep(args, input), transfers: [] };
    case 'cat':
    case 'tee':
    case 'head':
    case 'tail':
      if (name === 'cat' && args.length > 0) throw new Unread('`cat` of a file');
      return done(input);
    case 'bash':
      // As the Alpine image that the lesson uses: it has BusyBox `sh`, and no bash.
      return done('', 127);
    case '':
      throw new Unread('a container that names no command');
    default:
      throw new Unread(`the command \`${name}\``);
  }
}
