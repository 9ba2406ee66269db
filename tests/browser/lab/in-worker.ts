import type { Page } from '@playwright/test';
import { bundle } from '../cluster/bundle';

const SITE = 'http://lab.test';

/**
 * Runs a module as a Web Worker of a page, hands it one message and waits for its one answer.
 *
 * @param entry the module; it answers by `self.postMessage`.
 */
export async function inWorker<T>(page: Page, entry: string, message: unknown): Promise<T> {
  const script = await bundle(entry);
  await page.route(`${SITE}/**`, (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript', body: script })
      : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>lab</title>' }),
  );
  await page.goto(`${SITE}/`);
  return page.evaluate(
    (data) =>
      new Promise<T>((resolve, reject) => {
        const worker = new Worker('/worker.js', { type: 'module' });
        worker.onmessage = ({ data: answer }) => resolve(answer);
        worker.onerror = ({ message: fault }) => reject(new Error(fault));
        worker.postMessage(data);
      }),
    message,
  );
}
