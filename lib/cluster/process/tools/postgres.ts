import type { Invocation, Program, SqlAnswer, SqlQuery } from '../machine';

export interface DatabaseAddress {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

/** Reads `postgres://user:password@host:port/database?...`; undefined when it is none. */
export function databaseUrl(text: string): DatabaseAddress | undefined {
  const found = /^postgres(?:ql)?:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^:/?]*)(?::(\d+))?(?:\/([^?]*))?/.exec(
    text,
  );
  if (!found) return undefined;
  const user = found[1] || 'postgres';
  return {
    host: found[3] || 'localhost',
    port: Number(found[4] ?? 5432),
    user,
    password: decodeURIComponent(found[2] ?? ''),
    database: found[5] || user,
  };
}

/** One statement; the error is libpq's when there was no connection. */
export async function ask(
  { machine, process }: Invocation,
  at: DatabaseAddress,
  text: string,
  timeoutMs?: number,
): Promise<SqlAnswer | { ok: false; error: string; unreachable: true }> {
  const query: SqlQuery = { user: at.user, password: at.password, database: at.database, text };
  const answer = await machine.sockets.sql(process, at.host, at.port, query, timeoutMs);
  if (answer.ok) {
    return (
      answer.answer ?? { ok: false, error: 'server closed the connection unexpectedly', unreachable: true }
    );
  }
  const { code } = answer.error;
  const ip = machine.sockets.resolve(at.host)[0] ?? '';
  const server = `connection to server at "${at.host}" (${ip}), port ${at.port} failed`;
  const error =
    code === 'ENOTFOUND'
      ? `could not translate host name "${at.host}" to address: Name or service not known`
      : code === 'ECONNREFUSED'
        ? `${server}: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?`
        : `${server}: timeout expired`;
  return { ok: false, error, unreachable: true };
}

function addressFrom({
  argv,
  env,
}: Invocation): DatabaseAddress & { rest: Map<string, string>; words: string[] } {
  const rest = new Map<string, string>();
  const words: string[] = [];
  for (let i = 1; i < argv.length; i++) {
    const word = argv[i] ?? '';
    const long = /^--([a-z-]+)=(.*)$/s.exec(word);
    if (long) rest.set(LONG[long[1] ?? ''] ?? long[1] ?? '', long[2] ?? '');
    else if (/^-[hpUdcftv]$/.test(word)) rest.set(word[1] ?? '', argv[++i] ?? '');
    else if (/^-[hpUdcft]/.test(word)) rest.set(word[1] ?? '', word.slice(2));
    else if (!word.startsWith('-')) words.push(word);
    else for (const letter of word.slice(1)) rest.set(letter, '');
  }
  const url = databaseUrl(rest.get('d') ?? words[0] ?? '');
  const user = rest.get('U') ?? url?.user ?? env.get('PGUSER') ?? 'root';
  return {
    host: rest.get('h') ?? url?.host ?? env.get('PGHOST') ?? 'localhost',
    port: Number(rest.get('p') ?? url?.port ?? env.get('PGPORT') ?? 5432),
    user,
    password: url?.password || (env.get('PGPASSWORD') ?? ''),
    database: url?.database ?? rest.get('d') ?? words[0] ?? env.get('PGDATABASE') ?? user,
    rest,
    words,
  };
}

const LONG: { [name: string]: string } = {
  host: 'h',
  port: 'p',
  username: 'U',
  dbname: 'd',
  command: 'c',
  timeout: 't',
};

/** `psql -c` and statements on stdin. Exit codes as its manual: 1 an error of SQL with `-c`, 2 no connection. */
export const psql: Program = async (invocation) => {
  const at = addressFrom(invocation);
  const { out, err } = invocation;
  const text = at.rest.get('c') ?? invocation.stdin;
  const lean = at.rest.has('t') || at.rest.has('A');
  for (const statement of text
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean)) {
    const answer = await ask(invocation, at, statement);
    if (!answer.ok) {
      const fatal = 'unreachable' in answer || answer.error.startsWith('FATAL');
      err(`${fatal ? 'psql: error: ' : ''}${answer.error}\n`);
      return fatal ? 2 : 1;
    }
    if (answer.columns.length === 0) out(`${answer.tag}\n`);
    else if (lean) out(answer.rows.map((row) => `${row.join('|')}\n`).join(''));
    else {
      const rows = answer.rows.map((row) => `        ${row.join(' | ')}\n`).join('');
      out(
        ` ${answer.columns.join(' | ')} \n----------\n${rows}(${answer.rows.length} row${answer.rows.length === 1 ? '' : 's'})\n\n`,
      );
    }
  }
  return 0;
};

/** `pg_isready`: 0 accepting, 2 no response, as its manual says. */
export const pgIsReady: Program = async (invocation) => {
  const at = addressFrom(invocation);
  const { machine, process, out } = invocation;
  const dialled = await machine.sockets.connect(
    process,
    at.host,
    at.port,
    Number(at.rest.get('t') || 3) * 1000,
  );
  const quiet = at.rest.has('q');
  const where = at.host === 'localhost' ? `/var/run/postgresql:${at.port}` : `${at.host}:${at.port}`;
  if (!quiet) out(`${where} - ${dialled.ok ? 'accepting connections' : 'no response'}\n`);
  return dialled.ok ? 0 : 2;
};
