import { chromium, type Page } from '@playwright/test';
import { findBrowser } from '../../scripts/find-browser.mjs';
import { serveSite } from '../../scripts/site';

const LESSON = '/week1/day6';
const BASE = 'argocd-learning/week1/day5/app/base';
const FILES = [
  'app.yaml',
  `${BASE}/deployment.yaml`,
  `${BASE}/preflight-job.yaml`,
  `${BASE}/kustomization.yaml`,
  'argocd-learning/week1/day5/overlays/dev/kustomization.yaml',
  'argocd-learning/week1/day6/app/base/smoke-test-hook.yaml',
];
/** Typed at the end of each file: a comment, then a key that the schema does not know, then a value of it. */
const TYPED = '# as it is typed\nunknownField: true\n';
/** Between two keystrokes: a quick typist makes ten in a second. */
const PAUSE_MS = 100;

/** Notes when each key went down, and when the markers of a keystroke were set, as the workbench tells the browser. */
async function observe(page: Page): Promise<void> {
  await page.evaluate(() => {
    const keys: number[] = [];
    const marked: { typed: number; marked: number }[] = [];
    Object.assign(window, { keys, marked });
    document.addEventListener('keydown', (event) => keys.push(event.timeStamp), true);
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntriesByName('typing-to-markers'))
        marked.push({ typed: startTime, marked: startTime + duration });
    }).observe({ entryTypes: ['measure'] });
  });
}

/** From the key's going down to its markers, in milliseconds; those that are known by now. */
function waits(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const keys: number[] = Reflect.get(window, 'keys');
    const marked: { typed: number; marked: number }[] = Reflect.get(window, 'marked');
    return marked.flatMap((one) => {
      const key = keys.filter((at) => at <= one.typed).at(-1);
      return key === undefined ? [] : [one.marked - key];
    });
  });
}

async function typeInto(page: Page, path: string): Promise<void> {
  await page.locator(`[role="row"][data-key="${path}"]`).click();
  await page.getByRole('tab', { selected: true, name: path.split('/').at(-1) ?? path }).waitFor();
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.keyboard.press('ControlOrMeta+End');
  for (const key of TYPED) {
    await page.keyboard.press(key === '\n' ? 'Enter' : key === ' ' ? 'Space' : key);
    await page.waitForTimeout(PAUSE_MS);
  }
}

/** How long a keystroke in the editor waits for its markers, in the production build, over the files of the lesson. */
export default async function bench() {
  const site = await serveSite(3292);
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ['--no-sandbox', '--disable-background-networking', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
    await page.goto(site.url + LESSON);
    await page.locator('figure.annotated').first().getByRole('button', { name: 'Open in editor' }).click();
    await page.getByText(/^Line \d+, column \d+$/).waitFor({ timeout: 60_000 });
    await page.getByText('The checks are starting.').waitFor({ state: 'hidden', timeout: 60_000 });
    await observe(page);
    for (const path of FILES) await typeInto(page, path);
    await page.waitForTimeout(1000);
    const all = (await waits(page)).sort((a, b) => a - b);
    const at = (share: number) => all[Math.floor(all.length * share)] ?? Number.POSITIVE_INFINITY;
    const keystrokes = FILES.length * TYPED.length;
    return [
      { name: 'keystrokes whose markers came', value: all.length, unit: 'keys', floor: keystrokes },
      { name: 'keystroke to its markers, half of them within', value: at(0.5), unit: 'ms' },
      { name: 'keystroke to its markers, 95 of 100 within', value: at(0.95), unit: 'ms', ceiling: 50 },
      { name: 'keystroke to its markers, the slowest', value: all.at(-1) ?? 0, unit: 'ms' },
    ];
  } finally {
    await browser.close();
    site.stop();
  }
}
