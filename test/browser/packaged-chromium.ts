import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';

/**
 * The Chromium inside `@sparticuz/chromium`, unpacked once into the temporary folder (about three seconds), and
 * what must be in its environment. The package can unpack itself, but not when several test files ask at
 * the same time, and its libraries only on Lambda.
 */
export async function packagedChromium(): Promise<{
  executablePath: string;
  env: Readonly<Record<string, string>>;
}> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('no Chromium found: install one, or name it in CHROMIUM_PATH');
  }
  const folder = await unpacked();
  return { executablePath: join(folder, 'chromium'), env: environmentOf(folder) };
}

/** Each asker unpacks for itself; the first one ready gives the shared folder its name. */
async function unpacked(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const bin = join(dirname(entry), '..', '..', 'bin');
  const shared = join(tmpdir(), `snail-trail-chromium-143-${process.getuid?.() ?? 0}`);
  if (existsSync(shared)) return shared;
  const own = await mkdtemp(`${shared}-`);
  await Promise.all([
    inflate(join(bin, 'chromium.br'), join(own, 'chromium'), 0o755),
    untar(join(bin, 'fonts.tar.br'), own),
    untar(join(bin, 'al2023.tar.br'), own),
  ]);
  await writeFile(join(own, 'fonts.conf'), fontSettings(shared));
  await rename(own, shared).catch(async (error: unknown) => {
    await rm(own, { recursive: true, force: true });
    if (!existsSync(shared)) throw error;
  });
  return shared;
}

async function inflate(packed: string, into: string, mode: number): Promise<void> {
  await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(into, { mode }));
}

async function untar(packed: string, into: string): Promise<void> {
  const archive = join(into, basename(packed, '.br'));
  await inflate(packed, archive, 0o644);
  await promisify(execFile)('tar', ['-xf', archive, '-C', into]);
  await rm(archive);
}

/** The package's libraries are used only where the machine has none of its own. */
function environmentOf(folder: string): Readonly<Record<string, string>> {
  const places = ['/usr/lib/x86_64-linux-gnu', '/lib/x86_64-linux-gnu', '/usr/lib64', '/lib64', '/usr/lib'];
  const complete = ['libnss3.so', 'libexpat.so.1'].every((library) =>
    places.some((place) => existsSync(join(place, library))),
  );
  const libraries = [join(folder, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return {
    FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    ...(complete ? {} : { LD_LIBRARY_PATH: libraries }),
  };
}

function fontSettings(folder: string): string {
  const prefer = (family: string, font: string) =>
    `<alias binding="strong"><family>${family}</family><prefer><family>${font}</family></prefer></alias>`;
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>${join(folder, 'fonts')}</dir>
<dir>/usr/share/fonts</dir>
<dir>/usr/local/share/fonts</dir>
${prefer('system-ui', 'Open Sans')}
${prefer('sans-serif', 'Open Sans')}
${prefer('monospace', 'DejaVu Sans Mono')}
<cachedir>${join(folder, 'font-cache')}</cachedir>
</fontconfig>
`;
}
