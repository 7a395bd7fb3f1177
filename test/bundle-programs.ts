import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Where the programs are that tests start: beside the packages that they load. */
export const PROGRAMS = `${ROOT}node_modules/.programs`;

/** Bundles the programs once for all tests, as the build does: from its sources each start of one takes seconds. */
export function setup(): void {
  const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'));
  const [, bundle = ''] = String(scripts.build).split(' && ');
  const command = bundle.replace('--outdir=dist', `--outdir=${PROGRAMS}`);
  const PATH = `${ROOT}node_modules/.bin:${process.env.PATH}`;
  execFileSync('sh', ['-c', command], { cwd: ROOT, env: { ...process.env, PATH }, stdio: 'inherit' });
}
