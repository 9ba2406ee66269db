import { expect, type Page, test } from '@playwright/test';
import { serveSite } from '@/scripts/site';
import { LESSON } from './support';

test.use({ serviceWorkers: 'allow' });

/** What the service worker keeps, by address. */
const kept = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });

const controlled = (page: Page) =>
  expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);

test('what was opened once opens again without its server: the lesson, the grading, the review, the workbench', async ({
  page,
}) => {
  const site = await serveSite(3295);
  try {
    await page.goto(site.url);
    await page.getByRole('heading', { level: 1 }).click();
    await controlled(page);
    // Nobody pays for the workbench before it is used.
    const before = await kept(page);
    expect(before).toContain('/review');
    await page.goto(site.url + LESSON);
    await page.getByRole('button', { name: 'Open the workbench' }).first().click();
    await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible();
    const all = await page.evaluate(() =>
      fetch('/offline-files.js').then(async (response) => {
        const text = await response.text();
        const files: { later: string[] } = JSON.parse(
          text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1),
        );
        return files.later;
      }),
    );
    expect(all.length).toBeGreaterThan(0);
    expect(before.filter((file) => all.includes(file))).toEqual([]);
    await expect
      .poll(async () => (await kept(page)).filter((file) => all.includes(file)).length)
      .toBe(all.length);
  } finally {
    site.stop();
  }

  await page.reload();
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible();
  // The checks are a worker's, which comes from the cache, too.
  await expect(page.getByText('No problems in these files.')).toBeVisible();
  await page
    .getByLabel(/key difference/)
    .fill('A Job in a wave is part of the desired state. A hook is not, it is a task.');
  await page.getByRole('button', { name: 'Compare with the model answer' }).click();
  await expect(page.getByText(/Found in your answer/).first()).toBeVisible();

  await page.goto(`${site.url}/review`);
  await expect(page.getByRole('heading', { name: /^Nothing (is due now|to review yet)$/ })).toBeVisible();
  await page.goto(site.url);
  await expect(page.getByRole('link', { name: /Continue|Begin/ }).first()).toBeVisible();
});
