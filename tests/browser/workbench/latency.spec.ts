import { expect, type Page, test } from '@playwright/test';
import { openFile, openWorkbench } from './workbench';

const FILES = [
  'app.yaml',
  'argocd-learning/week1/day5/app/base/deployment.yaml',
  'argocd-learning/week1/day5/app/base/preflight-job.yaml',
  'argocd-learning/week1/day5/overlays/dev/kustomization.yaml',
];
const KEYSTROKES = 40;

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

test('markers follow a keystroke within 50 ms at the 95th percentile', async ({ page }) => {
  await openWorkbench(page);
  await collect(page);
  for (const path of FILES) {
    await openFile(page, path);
    await page.locator('.monaco-editor .view-lines').first().click();
    await page.keyboard.press('ControlOrMeta+End');
    for (let n = 0; n < KEYSTROKES; n++) await page.keyboard.type('x', { delay: 60 });
  }
  const read = () => page.evaluate((): number[] => Array.from(Reflect.get(window, 'waits')));
  await expect
    .poll(async () => (await read()).length)
    .toBeGreaterThanOrEqual(FILES.length * KEYSTROKES * 0.9);
  const waits = (await read()).sort((a, b) => a - b);
  const at = (share: number) => waits[Math.floor(waits.length * share)] ?? Number.POSITIVE_INFINITY;
  const figures = { keystrokes: waits.length, p50: at(0.5), p95: at(0.95), worst: at(0.999) };
  test.info().annotations.push({ type: 'typing-to-markers', description: JSON.stringify(figures) });
  console.log('typing to markers, ms:', JSON.stringify(figures));
  // On a machine that others use at the same time; the bench holds the real bound of 50 ms.
  expect(figures.p95).toBeLessThan(process.env.BENCH ? 50 : 250);
});
