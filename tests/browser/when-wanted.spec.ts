import { expect, type Page, test } from '@playwright/test';
import { LESSON, stored } from './support';

const waiting = (page: Page) => page.locator('script[data-wanted]').count();

test('the scripts of a page that is only read wait; the first sign of the learner has them run', async ({
  page,
}) => {
  await page.goto(LESSON, { waitUntil: 'networkidle' });
  expect(await waiting(page)).toBeGreaterThan(0);
  expect(await stored(page, 'events')).toBe('');
  await page.mouse.move(200, 300);
  await expect.poll(() => stored(page, 'events')).toContain('opened');
  expect(await waiting(page)).toBe(0);
});

test('whoever has saved work here sees it without a sign', async ({ page }) => {
  await page.goto(LESSON);
  await page.mouse.move(200, 300);
  await expect.poll(() => stored(page, 'events')).toContain('opened');
  await page.reload({ waitUntil: 'domcontentloaded' });
  await expect(page.locator('script[data-wanted]')).toHaveCount(0, { timeout: 3000 });
});

test('without a sign the scripts run after a few quiet seconds', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('script[data-wanted]')).toHaveCount(0);
});

test('a click before the scripts run is done when they have', async ({ page }) => {
  await page.goto(LESSON, { waitUntil: 'domcontentloaded' });
  expect(await waiting(page)).toBeGreaterThan(0);
  // As a finger does that taps at once: no pointer has moved before.
  await page.evaluate(() => {
    const open = [...document.querySelectorAll('button')].find(
      ({ textContent }) => textContent === 'Open the workbench',
    );
    open?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    open?.click();
  });
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible();
});

test('what is typed or chosen before the scripts run is heard by them', async ({ page }) => {
  await page.goto(LESSON, { waitUntil: 'domcontentloaded' });
  const answer = page.getByLabel(/key difference/);
  await answer.fill('A hook is a task, not desired state.');
  const choice = page.getByRole('radio', {
    name: 'When all manifests are applied and everything is healthy',
  });
  await choice.click();
  await page.evaluate(() => {
    [...document.querySelectorAll('label')].find(({ textContent }) => textContent === 'Dark')?.click();
  });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect.poll(() => stored(page)).toContain('A hook is a task');
  await expect.poll(() => stored(page)).toContain('healthy');
  await expect(answer).toHaveValue('A hook is a task, not desired state.');
  await expect(choice).toBeChecked();
});
