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

let shared: Promise<Browser> | undefined;

/** One headless Chromium for all test files of a process: it ends with it. Who asked closes what it opened. */
export function sharedBrowser(): Promise<Browser> {
  shared ??= launched();
  return shared;
}

/** Closes all pages of the test file that ends, as one file runs at a time. */
export async function closePages(browser: Browser | undefined): Promise<void> {
  await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
}

/** The one `CHROMIUM_PATH` names, else one of the machine, else the one inside the package `@sparticuz/chromium`. */
async function launched(): Promise<Browser> {
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
