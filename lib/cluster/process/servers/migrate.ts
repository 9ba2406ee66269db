import type { Invocation, Program } from '../machine';
import { ask, databaseUrl } from '../tools/postgres';

const TABLE = 'schema_migrations';

/**
 * github.com/golang-migrate/migrate, internal/cli: `migrate -path DIR -database URL up`. It says what it does on stderr, and
 * exits 1 when anything failed. Which version the database has is kept by the database stub as tables of that name.
 */
export const migrate: Program = async (invocation) => {
  const { argv, err, machine, cwd } = invocation;
  let folder = '';
  let url = '';
  const words: string[] = [];
  for (let i = 1; i < argv.length; i++) {
    const [, name, inline] = /^--?([a-z-]+)(?:=(.*))?$/s.exec(argv[i] ?? '') ?? [];
    if (name === 'path') folder = inline ?? argv[++i] ?? '';
    else if (name === 'source') folder = (inline ?? argv[++i] ?? '').replace(/^file:\/\//, '');
    else if (name === 'database') url = inline ?? argv[++i] ?? '';
    else if (name === 'help') {
      err('Usage: migrate OPTIONS COMMAND [arg...]\n       migrate [ -version | -help ]\n');
      return 0;
    } else if (name === undefined) words.push(argv[i] ?? '');
  }
  const fail = (message: string) => {
    err(`error: ${message}\n`);
    return 1;
  };
  const at = databaseUrl(url);
  if (!at)
    return fail(
      url === ''
        ? 'failed to parse scheme from database URL: URL cannot be empty'
        : `database driver: unknown driver ${url.split(':')[0]} (forgotten import?)`,
    );
  const full = machine.files.resolvePath(cwd, folder);
  if (folder === '' || !(await machine.files.exists(full))) {
    return fail(
      `failed to open source, "file://${folder}": open ${folder || '.'}: no such file or directory`,
    );
  }
  const first = await ask(
    invocation,
    at,
    `create table if not exists ${TABLE} (version bigint, dirty boolean)`,
  );
  if (!first.ok)
    return fail(
      'unreachable' in first ? unreachable(invocation, at) : `pq: ${first.error.replace(/^\w+: {2}/, '')}`,
    );
  const suffix = words[0] === 'down' ? 'down' : 'up';
  if (words[0] !== 'up' && words[0] !== 'down') return fail(`unknown command "${words[0] ?? ''}"`);
  const files = (await machine.files.readdir(full)).filter((name) => name.endsWith(`.${suffix}.sql`)).sort();
  if (suffix === 'down') files.reverse();
  let applied = 0;
  for (const file of files) {
    const [, version = '', title = ''] = /^0*(\d+)_(.*)\.(?:up|down)\.sql$/.exec(file) ?? [];
    const mark = `create table migration_${version}_applied (done boolean)`;
    const fresh = suffix === 'up' ? await ask(invocation, at, mark) : { ok: true };
    if (!fresh.ok) continue;
    const text = await machine.files.readFile(`${full}/${file}`);
    for (const statement of text
      .split(';')
      .map((part) => part.trim())
      .filter(Boolean)) {
      const answer = await ask(invocation, at, statement);
      if (answer.ok) continue;
      const reason = answer.error.replace(/^ERROR: {2}/, '');
      return fail(`migration failed: ${reason} in line 0: ${statement} (details: pq: ${reason})`);
    }
    if (suffix === 'down') await ask(invocation, at, `drop table if exists migration_${version}_applied`);
    applied++;
    err(`${version}/${suffix === 'up' ? 'u' : 'd'} ${title} (2.1ms)\n`);
  }
  if (applied === 0) err('no change\n');
  return 0;
};

function unreachable({ machine }: Invocation, at: { host: string; port: number }): string {
  const ip = machine.sockets.resolve(at.host)[0];
  return ip === undefined
    ? `dial tcp: lookup ${at.host} on 10.96.0.10:53: no such host`
    : `dial tcp ${ip}:${at.port}: connect: connection refused`;
}
