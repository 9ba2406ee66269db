import { expect, type Page, test } from '@playwright/test';
import { openFile, openWorkbench } from './workbench';

const FILES = [
  'app.yaml',
  'argocd-learning/week1/day5/app/base/deployment.yaml',
  'argocd-learning/week1/day5/app/base/preflight-job.yaml',
  'argocd-learning/week1/day5/overlays/dev/kustomization.yaml',
];
const KEYSTROKES = 10;

/** Collects how long each keystroke waits for its markers; the workbench tells the browser's User Timing. */
async function collect(page: Page): Promise<void> {
  await page.evaluate(() => {
    const waits: number[] = [];
    Object.assign(window, { waits });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntriesByName('typing-to-markers')) waits.push(entry.duration);
    }).observe({ entryTypes: ['measure'] });
  });
}

// How long that takes is told by `npm run bench -- typing`, on a machine of its own.
test('each keystroke in the lesson’s files is followed by its markers', async ({ page }) => {
  await openWorkbench(page);
  await collect(page);
  for (const path of FILES) {
    await openFile(page, path);
    await page.locator('.monaco-editor .view-lines').first().click();
    await page.keyboard.press('ControlOrMeta+End');
    for (let n = 0; n < KEYSTROKES; n++) await page.keyboard.type('x', { delay: 100 });
  }
  const waits = () => page.evaluate((): number[] => Array.from(Reflect.get(window, 'waits')));
  await expect
    .poll(async () => (await waits()).length)
    .toBeGreaterThanOrEqual(FILES.length * KEYSTROKES * 0.9);
});
