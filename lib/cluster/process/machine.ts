import type { ContainerImage } from '../images/image';
import type { HttpRequest, HttpResponse, NetworkError } from '../interface';
import type { Process } from './process';
import type { ContainerFiles } from './shell/files';

/** What a server answers, and how long it takes. */
export interface Served extends HttpResponse {
  delayMs?: number;
  /** The connection is closed before a byte of the answer is sent. */
  drop?: boolean;
}

/** Where a connection goes, once the name is resolved. */
export type Dialled = { ok: true; ip: string; port: number } | { ok: false; error: NetworkError };

export type Exchange =
  | { ok: true; response: HttpResponse; ip: string; port: number; connectMs: number }
  | { ok: false; error: NetworkError | TlsError; connected: boolean };

/** The server speaks no TLS, or its certificate is one that nobody vouches for. */
export interface TlsError {
  code: 'TLS_PLAIN' | 'TLS_CERTIFICATE';
  host: string;
  port: number;
}

export interface RequestLimits {
  connectMs?: number;
  totalMs?: number;
  tls?: boolean;
  /** Takes any certificate. */
  insecure?: boolean;
}

/** A program and the argv to give it, or the words that follow `exec: ` in the runtime's message. */
export type Found = { ok: true; program: Program; argv: string[] } | { ok: false; why: string };

/** The network as a Pod sees it. Waiting happens in the process that calls. */
export interface Sockets {
  ip: string;
  /** The addresses of a name, or none. */
  resolve(host: string): string[];
  /** The name with the search domain under which it is known. */
  fullName(host: string): string;
  /** Opens a TCP connection; `ETIMEDOUT` after `timeoutMs`. */
  connect(process: Process, host: string, port: number, timeoutMs?: number): Promise<Dialled>;
  request(
    process: Process,
    host: string,
    port: number,
    request: HttpRequest,
    limits?: RequestLimits,
  ): Promise<Exchange>;
  /** One statement to a database; no answer when what listens there is none. */
  sql(
    process: Process,
    host: string,
    port: number,
    query: SqlQuery,
    timeoutMs?: number,
  ): Promise<{ ok: true; answer: SqlAnswer | undefined } | { ok: false; error: NetworkError }>;
  /** Listens until the process ends. Undefined, or why not: `EADDRINUSE`. */
  listen(process: Process, port: number, server: Listener): 'EADDRINUSE' | undefined;
}

export interface Listener {
  /** Absent: something that speaks no HTTP, such as a database. */
  http?: (request: HttpRequest, from: { ip: string }) => Served | Promise<Served>;
  /** Speaks TLS, with a certificate of its own. */
  tls?: boolean;
  /** What a database client is answered. */
  sql?: (query: SqlQuery) => SqlAnswer;
  /** What a gRPC health check is answered; absent: no gRPC. */
  grpc?: (service: string) => 'SERVING' | 'NOT_SERVING' | 'UNKNOWN';
}

export interface SqlQuery {
  user: string;
  password: string;
  database: string;
  text: string;
}

export type SqlAnswer =
  | { ok: true; tag: string; columns: string[]; rows: string[][] }
  | { ok: false; error: string };

/** One container, as the processes in it see it. */
export interface Machine {
  image: ContainerImage;
  files: ContainerFiles;
  sockets: Sockets;
  hostname: string;
  /** Its capabilities were all dropped. */
  powerless: boolean;
  /** Our own tools and servers that the image has. */
  tools: string[];
  /** Finds what an argv names, as runc looks it up and the kernel runs it. */
  find(argv: string[], env: Map<string, string>, cwd: string): Promise<Found>;
  uid: number;
  gid: number;
  /** In [0, 1). */
  random: () => number;
  /** Simulated epoch milliseconds. */
  now: () => number;
  /** When the container started, in simulated epoch milliseconds. */
  startedAt: number;
  /** What programs of this container keep in memory between requests, such as a database's tables. */
  memory: Map<string, unknown>;
}

/** What a program is started with. */
export interface Invocation {
  machine: Machine;
  process: Process;
  argv: string[];
  env: Map<string, string>;
  cwd: string;
  stdin: string;
  /** What it prints goes to another program at its end. */
  caught?: boolean;
  out: (text: string) => void;
  err: (text: string) => void;
}

export type Program = (invocation: Invocation) => Promise<number>;
