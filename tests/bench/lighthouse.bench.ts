import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { findBrowser } from '../../scripts/find-browser.mjs';
import { serveSite } from '../../scripts/site';

/** What Lighthouse says of an address in a browser of its own, as its command does: a learner's first visit. */
async function firstVisit(address: string) {
  const chrome = await launch({
    chromePath: findBrowser(),
    chromeFlags: ['--headless=new', '--no-sandbox', '--disable-background-networking'],
  });
  try {
    return await lighthouse(address, { port: chrome.port, output: 'json', logLevel: 'error' });
  } finally {
    chrome.kill();
  }
}

/**
 * Lighthouse's mobile preset on the production build: the median of five runs for each category, of 100.
 */
export default async function bench() {
  const site = await serveSite(3291);
  const rows = [];
  try {
    for (const address of ['/', '/week1/day6']) {
      const scores = new Map<string, number[]>();
      for (let run = 0; run < 5; run += 1) {
        const result = await firstVisit(site.url + address);
        for (const category of Object.values(result?.lhr.categories ?? {})) {
          scores.set(category.title, [...(scores.get(category.title) ?? []), (category.score ?? 0) * 100]);
        }
      }
      for (const [title, values] of scores) {
        const median = values.sort((a, b) => a - b)[2] ?? 0;
        rows.push({
          name: `${address} ${title}`,
          value: Math.round(median),
          unit: 'of 100',
          floor: 95,
          note: `runs: ${values.map((value) => Math.round(value)).join(', ')}`,
        });
      }
    }
  } finally {
    site.stop();
  }
  return rows;
}
