import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { modal } from './given-blocks.ts';
import { closePages, sharedBrowser } from './launch.ts';
import { aPageMessage, aWorkspace, type PageServer, startPageServer } from './page-server.ts';

export interface OpenPage {
  readonly page: Page;
  readonly server: PageServer;
  open(): Promise<void>;
  /** Opens the page on a workspace with these blocks in one message of the bot. */
  openWith(...blocks: readonly unknown[]): Promise<void>;
  /** Opens a modal with these blocks over an empty workspace. */
  openModal(...blocks: readonly unknown[]): Promise<void>;
  /** What the page posted to `/page/<what>`, once it has. */
  posted(what: string): Promise<unknown>;
}

/**
 * One browser and one server for the file, a fresh page for every test. A test fails when its page met an
 * error or opened a window of the browser's own.
 */
export function withPage(): OpenPage {
  let browser: Browser;
  let server: PageServer;
  let page: Page;
  let troubles: string[];

  beforeAll(async () => {
    [browser, server] = await Promise.all([sharedBrowser(), startPageServer(aWorkspace())]);
  });

  afterAll(async () => {
    await closePages(browser);
    await server.close();
  });

  beforeEach(async () => {
    server.posted.length = 0;
    server.workspace = aWorkspace();
    server.status = 200;
    troubles = [];
    page = await browser.newPage({
      timezoneId: 'Europe/Berlin',
      locale: 'en-US',
      viewport: { width: 1300, height: 800 },
    });
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('dialog', (dialog) => {
      troubles.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  });

  afterEach(async () => {
    await page.close();
    expect(troubles).toEqual([]);
  });

  async function open(): Promise<void> {
    await page.goto(server.url);
    await page.getByRole('log').waitFor();
  }

  return {
    get page() {
      return page;
    },
    get server() {
      return server;
    },
    open,
    async openWith(...blocks) {
      server.workspace = aWorkspace({ messages: [aPageMessage({ blocks })] });
      await open();
    },
    async openModal(...blocks) {
      await open();
      server.tell({ kind: 'modals', views: [modal(blocks)] });
      await page.getByRole('dialog').waitFor();
    },
    async posted(what) {
      await expect.poll(() => server.posted.find((one) => one.what === what)).toBeDefined();
      return server.posted.find((one) => one.what === what)?.body;
    },
  };
}
