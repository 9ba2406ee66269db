import type { Invocation, Program, SqlAnswer, SqlQuery } from '../machine';
import { formatDate } from '../tools/date';
import { listen, serveUntil } from './serve';

/** Statements that the stub takes; it keeps no rows but knows which tables there are. */
const KNOWN =
  /^(?:select|insert|update|delete|create|alter|drop|grant|begin|commit|set|comment|truncate|with|do|show)\b/i;

// As docker-library/postgres, docker-entrypoint.sh: docker_verify_minimum_env.
const NO_PASSWORD = `Error: Database is uninitialized and superuser password is not specified.
       You must specify POSTGRES_PASSWORD to a non-empty value for the
       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".

       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all
       connections without a password. This is *not* recommended.

       See PostgreSQL documentation about "trust":
       https://www.postgresql.org/docs/current/auth-trust.html
`;

/** A stub of a database: it takes connections and simple statements, remembers tables, and checks names and passwords. */
export const postgres: Program = async (invocation) => {
  const { env, err, out, machine, process } = invocation;
  const trust = env.get('POSTGRES_HOST_AUTH_METHOD') === 'trust';
  if (!env.get('POSTGRES_PASSWORD') && !trust) {
    err(NO_PASSWORD);
    return 1;
  }
  const log = (words: string) => err(`${formatDate('%F %T.000 UTC', machine.now())} [1] LOG:  ${words}\n`);
  await process.sleep(1500);
  out('\nPostgreSQL init process complete; ready for start up.\n\n');
  log('starting PostgreSQL on x86_64-pc-linux-gnu, 64-bit');
  if (!listen(invocation, 5432, { sql: (query) => answerQuery(invocation, query, trust) })) return 1;
  log('listening on IPv4 address "0.0.0.0", port 5432');
  log('database system is ready to accept connections');
  return serveUntil(invocation, ['TERM', 'INT', 'QUIT'], (signal) => {
    log(signal === 'INT' ? 'received fast shutdown request' : 'received smart shutdown request');
    log('database system is shut down');
  });
};

function answerQuery({ env, machine, err }: Invocation, query: SqlQuery, trust: boolean): SqlAnswer {
  const user = env.get('POSTGRES_USER') ?? 'postgres';
  const database = env.get('POSTGRES_DB') ?? user;
  const refuse = (words: string): SqlAnswer => {
    err(`${formatDate('%F %T.000 UTC', machine.now())} [70] FATAL:  ${words}\n`);
    return { ok: false, error: `FATAL:  ${words}` };
  };
  if (!trust && (query.user !== user || query.password !== env.get('POSTGRES_PASSWORD'))) {
    return refuse(`password authentication failed for user "${query.user}"`);
  }
  if (query.database !== database && query.database !== 'postgres') {
    return refuse(`database "${query.database}" does not exist`);
  }
  return run(tablesOf(machine.memory), query.text.trim());
}

function tablesOf(memory: Map<string, unknown>): Set<string> {
  const known = memory.get('tables');
  if (known instanceof Set) return known;
  const tables = new Set<string>();
  memory.set('tables', tables);
  return tables;
}

const TABLE = String.raw`(?:"?public"?\.)?"?([a-z_][a-z0-9_]*)"?`;

function run(tables: Set<string>, text: string): SqlAnswer {
  const done = (tag: string, columns: string[] = [], rows: string[][] = []): SqlAnswer => ({
    ok: true,
    tag,
    columns,
    rows,
  });
  if (text === '') return done('');
  const word = /^\S+/.exec(text)?.[0] ?? '';
  if (!KNOWN.test(text)) return { ok: false, error: `ERROR:  syntax error at or near "${word}"` };
  const create = new RegExp(`^create\\s+table\\s+(if\\s+not\\s+exists\\s+)?${TABLE}`, 'i').exec(text);
  if (create) {
    const name = create[2] ?? '';
    if (tables.has(name) && !create[1])
      return { ok: false, error: `ERROR:  relation "${name}" already exists` };
    tables.add(name);
    return done('CREATE TABLE');
  }
  const used = new RegExp(`\\b(?:from|into|update|table(?:\\s+if\\s+exists)?)\\s+${TABLE}`, 'i').exec(text);
  const name = used?.[1];
  const lenient = /^drop\s+table\s+if\s+exists/i.test(text);
  if (name !== undefined && !tables.has(name) && !lenient && !/pg_|information_schema/.test(text)) {
    return { ok: false, error: `ERROR:  relation "${name}" does not exist` };
  }
  if (/^drop\s+table/i.test(text)) {
    if (name !== undefined) tables.delete(name);
    return done('DROP TABLE');
  }
  if (/^select\s+1\b/i.test(text)) return done('SELECT 1', ['?column?'], [['1']]);
  if (/^select\s+count/i.test(text)) return done('SELECT 1', ['count'], [['0']]);
  if (/^select/i.test(text)) return done('SELECT 0', ['?column?'], []);
  if (/^insert/i.test(text)) return done('INSERT 0 1');
  return done(
    text
      .split(/\s+/)
      .slice(0, /^(?:create|alter|drop)/i.test(text) ? 2 : 1)
      .join(' ')
      .toUpperCase(),
  );
}
