import { expect, test } from '@playwright/test';
import { expectAccessible, LESSON, WIDTHS, watch } from './support';
import { shownText, tab, workbenchReady } from './workbench/workbench';

const SECTIONS = ['Concept', 'Use case', 'Example', 'Task', 'Self-assessment'];

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the lesson reads well: all sections, all steps open, an outline with links', async ({ page }) => {
    await page.goto(LESSON);
    for (const section of SECTIONS) {
      await expect(page.getByRole('heading', { level: 2, name: section })).toBeVisible();
    }
    for (const body of await page.locator('.step-body').all()) await expect(body).toBeVisible();
    await expect(page.getByRole('navigation').getByRole('link', { name: 'Concept' })).toHaveAttribute(
      'href',
      '#concept',
    );
    expect(await page.locator('.original').count()).toBeGreaterThanOrEqual(10);
  });

  test('the course leads to its lesson', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('link', { name: /Begin with Day 6/ }).click();
    await expect(page).toHaveURL(new RegExp(`${LESSON}$`));
  });
});

test('no page asks for anything elsewhere, breaks its policy or throws', async ({ page }) => {
  const seen = await watch(page);
  for (const address of ['/', LESSON]) await page.goto(address);
  expect(await seen()).toEqual([]);
});

test('an address that is no lesson gets a page that leads back', async ({ page }) => {
  for (const address of ['/week1/day99', '/week9/day1', '/nothing/at/all']) {
    const response = await page.goto(address);
    expect(response?.status()).toBe(404);
  }
  await page.getByRole('link', { name: 'Back to the course' }).click();
  await expect(page).toHaveURL(/\/$/);
});

test('every heading has a link to itself', async ({ page }) => {
  await page.goto(LESSON);
  const headings = page.locator('article :is(h2, h3).heading');
  expect(await headings.count()).toBeGreaterThan(5);
  for (const heading of await headings.all()) {
    const id = await heading.getAttribute('id');
    await expect(heading.locator('a')).toHaveAttribute('href', `#${id}`);
  }
});

test('the outline follows the reading', async ({ page }) => {
  await page.goto(LESSON);
  const outline = page.getByRole('navigation', { name: 'Course and lesson' });
  await page.getByRole('heading', { level: 2, name: 'Example' }).scrollIntoViewIfNeeded();
  await page.evaluate(() => document.getElementById('example')?.scrollIntoView({ behavior: 'instant' }));
  await expect(outline.locator('[aria-current="location"]')).toHaveText('Example');
});

test('the theme can be chosen by hand, and is there again on the next page', async ({ page }) => {
  await page.goto('/');
  await page.getByText('Dark', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.goto(LESSON);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('body')).toHaveCSS('color', 'rgb(232, 230, 225)');
});

for (const width of WIDTHS) {
  test(`every page is accessible, and nothing is cut off, at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    for (const address of ['/', LESSON, '/rules', '/rules/yaml-tab', '/fidelity', '/nowhere']) {
      await page.goto(address);
      await expectAccessible(page);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${address} scrolls sideways`).toBeLessThanOrEqual(0);
    }
  });
}

test('a note stands beside its line where there is room, below it where there is none', async ({ page }) => {
  await page.goto(LESSON);
  const marked = page.locator('.annotated-marked').first();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const code = await marked.locator('.line').first().boundingBox();
    const note = await marked.locator('.annotated-note').boundingBox();
    if (!code || !note) throw new Error('the example has no line with a note');
    if (width === 390) expect(note.y).toBeGreaterThanOrEqual(code.y + code.height - 1);
    else expect(Math.abs(note.y - code.y), `at ${width}`).toBeLessThan(4);
  }
});

test('code can be copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(LESSON);
  const block = page.locator('figure.annotated').first();
  await block.getByRole('button', { name: 'Copy' }).click();
  await expect(block.getByRole('status')).toHaveText('Copied');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^apiVersion: batch\/v1\nkind: Job\n/);
  expect(copied.split('\n').length).toBeGreaterThan(10);
});

test('the example can be opened in the editor, where it becomes a file of the workspace', async ({
  page,
}) => {
  await page.goto(LESSON);
  await page.getByRole('button', { name: 'Open in editor' }).first().click();
  await workbenchReady(page);
  await expect(tab(page, 'smoke-test-hook.yaml')).toHaveAttribute('aria-selected', 'true');
  await expect.poll(() => shownText(page)).toContain('kind: Job');
});

test('where the browser keeps nothing, the lesson and its workbench open all the same', async ({ page }) => {
  await page.addInitScript(() => {
    const closed = () => {
      throw new DOMException('closed', 'SecurityError');
    };
    Object.defineProperty(window, 'localStorage', { get: closed });
    Object.defineProperty(window, 'indexedDB', { get: closed });
  });
  await page.goto(LESSON);
  await page.locator('#step-copy').getByRole('button', { name: 'Open the workbench' }).click();
  await workbenchReady(page);
  await expect(page.getByRole('region', { name: 'Your saved work' })).toContainText(
    /nothing|cannot|not be kept/i,
  );
});
