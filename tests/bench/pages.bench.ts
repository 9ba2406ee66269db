import { chromium, type Page } from '@playwright/test';
import { findBrowser } from '../../scripts/find-browser.mjs';
import { serveSite } from '../../scripts/site';

const LESSON = '/week1/day6';

/**
 * The bytes of scripts and workers that come over the wire while `act` runs, in KB (1,000 bytes), as served. A script that
 * was fetched ahead and then runs counts once.
 */
async function scriptBytes(page: Page, act: () => Promise<void>): Promise<number> {
  const sizes: Promise<[string, number]>[] = [];
  page.on('requestfinished', (request) => {
    const address = request.url();
    if (/\.js($|\?)/.test(address)) {
      sizes.push(request.sizes().then(({ responseBodySize }) => [address, responseBodySize]));
    }
  });
  await act();
  await page.waitForLoadState('networkidle');
  page.removeAllListeners('requestfinished');
  const largest = new Map<string, number>();
  for (const [address, size] of await Promise.all(sizes)) {
    largest.set(address, Math.max(size, largest.get(address) ?? 0));
  }
  return [...largest.values()].reduce((sum, size) => sum + size, 0) / 1000;
}

/** Has the page's scripts run, which wait until they are wanted (scripts/page/when-wanted.js). */
async function want(page: Page): Promise<void> {
  await page.mouse.move(200, 200);
  await page.locator('script[data-wanted]').waitFor({ state: 'detached' });
}

/** How heavy the pages are: what a browser that takes gzip loads, with the whole lesson scrolled through. */
export default async function bench() {
  const site = await serveSite(3290);
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  try {
    const open = () =>
      browser.newPage({
        viewport: { width: 1440, height: 900 },
        extraHTTPHeaders: { 'Accept-Encoding': 'gzip' },
        // What it fetches in the background is no script of the page.
        serviceWorkers: 'block',
      });
    const course = await open();
    const courseBytes = await scriptBytes(course, async () => {
      await course.goto(site.url);
      await want(course);
    });
    const lesson = await open();
    const lessonBytes = await scriptBytes(lesson, async () => {
      await lesson.goto(site.url + LESSON);
      await want(lesson);
      await lesson.evaluate(async () => {
        for (let y = 0; y < document.body.scrollHeight; y += 600) {
          window.scrollTo(0, y);
          await new Promise((resolve) => setTimeout(resolve, 30));
        }
      });
    });
    const workbenchBytes = await scriptBytes(lesson, async () => {
      await lesson.getByRole('button', { name: 'Open the workbench' }).first().click();
      await lesson.locator('.monaco-editor .view-line').first().waitFor();
    });
    return [
      {
        name: 'JavaScript of the course page, with the lesson fetched ahead, gzip',
        value: courseBytes,
        unit: 'KB',
      },
      {
        name: 'JavaScript of the lesson, all of it read, gzip',
        value: lessonBytes,
        unit: 'KB',
        ceiling: 160,
      },
      { name: 'JavaScript that opening the workbench adds, gzip', value: workbenchBytes, unit: 'KB' },
    ];
  } finally {
    await browser.close();
    site.stop();
  }
}
