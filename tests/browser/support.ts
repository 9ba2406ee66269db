import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const LESSON = '/week1/day6';
export const THEMES = ['light', 'dark'] as const;
export const WIDTHS = [390, 820, 1440] as const;

/** What lies in a place of the browser's storage, as text. Never opens a database that is not there yet. */
export const stored = (page: Page, place: 'drafts' | 'events' = 'drafts') =>
  page.evaluate(async (from) => {
    const name = 'argocd-day-by-day';
    if (!(await indexedDB.databases()).some((one) => one.name === name)) return '';
    const open = indexedDB.open(name);
    await new Promise((resolve) => open.addEventListener('success', resolve));
    const all = open.result.transaction(from).objectStore(from).getAll();
    await new Promise((resolve) => all.addEventListener('success', resolve));
    open.result.close();
    return JSON.stringify(all.result);
  }, place);

/** What axe finds on the page as it stands, one line a finding. Injected past the page's policy, as a debugger is. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const results: { id: string; nodes: { html: string; failureSummary?: string }[] }[] = await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'] }).then((found) => found.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) })))",
  );
  return results.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id}: ${node.html.slice(0, 200)} — ${node.failureSummary ?? ''}`,
    ),
  );
}

/** Expects that axe finds nothing in either theme. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const theme of THEMES) {
    await page.evaluate((chosen) => {
      document.documentElement.dataset.theme = chosen;
    }, theme);
    expect(await axeFindings(page), theme).toEqual([]);
  }
  await page.evaluate(() => {
    delete document.documentElement.dataset.theme;
  });
}

/** Has the page's scripts run, which wait for a sign of the learner (scripts/page/when-wanted.js), until they have taken over. */
export async function scriptsRun(page: Page): Promise<void> {
  await page.mouse.move(1, 1);
  await page.locator('html[data-scripts="running"]').waitFor();
}

/** Notes everything that must not happen on any page: requests elsewhere, violations of the policy, errors. */
export async function watch(page: Page): Promise<() => Promise<string[]>> {
  const seen: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.hostname !== '127.0.0.1') seen.push(`request to ${url.href}`);
  });
  page.on('pageerror', (error) => seen.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') seen.push(`console: ${message.text()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.effectiveDirective} ${event.blockedURI}`);
    });
  });
  return async () => {
    await page.waitForLoadState('networkidle');
    return seen;
  };
}
