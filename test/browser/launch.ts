import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { packagedChromium } from './packaged-chromium.ts';

/** Names under which machines have a Chromium; the first one found is used. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];
const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge'];

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/**
 * A headless Chromium for one test file: the one `CHROMIUM_PATH` names, else one of the machine, else the one
 * inside the package `@sparticuz/chromium`. The caller closes it.
 */
export async function launchBrowser(): Promise<Browser> {
  const own = process.env.CHROMIUM_PATH ?? (await installedChromium());
  if (own) return chromium.launch({ executablePath: own, args: FLAGS });
  const { executablePath, env } = await packagedChromium();
  return chromium.launch({
    executablePath,
    args: [...FLAGS, '--no-zygote', '--font-render-hinting=none'],
    env: { ...process.env, ...env },
  });
}

async function installedChromium(): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const places = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const apps = MAC_APPS.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
  for (const place of [...places, ...apps]) {
    const found = await access(place, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return place;
  }
  return undefined;
}
