import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { findBrowser } from '../../scripts/find-browser.mjs';
import { serveSite } from '../../scripts/site';

/** Lighthouse's mobile preset on the production build: the median of three runs for each category, of 100. */
export default async function bench() {
  const site = await serveSite(3291);
  const chrome = await launch({
    chromePath: findBrowser(),
    chromeFlags: ['--headless=new', '--no-sandbox', '--disable-background-networking'],
  });
  const rows = [];
  try {
    for (const address of ['/', '/week1/day6']) {
      const scores = new Map<string, number[]>();
      for (let run = 0; run < 3; run += 1) {
        const result = await lighthouse(site.url + address, {
          port: chrome.port,
          output: 'json',
          logLevel: 'error',
        });
        for (const category of Object.values(result?.lhr.categories ?? {})) {
          scores.set(category.title, [...(scores.get(category.title) ?? []), (category.score ?? 0) * 100]);
        }
      }
      for (const [title, values] of scores) {
        const median = values.sort((a, b) => a - b)[1] ?? 0;
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
    chrome.kill();
    site.stop();
  }
  return rows;
}
