import { expect, type Page, test } from '@playwright/test';
import { openFile, openWorkbench, problems, row, shownText, upload } from './workbench';

const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]']
  .concat(
    [...'bcdefghi'].map((name, n) => `${name}: &${name} [${Array(10).fill(`*${'abcdefgh'[n]}`).join(', ')}]`),
  )
  .join('\n');

const FILES: [string, Buffer, RegExp][] = [
  [
    'five-megabytes.yaml',
    Buffer.from('key: value\n'.repeat(480_000)),
    /million characters|longer than 1 second/,
  ],
  ['alias-bomb.yaml', Buffer.from(bomb), /alias/i],
  ['brackets.yaml', Buffer.from('['.repeat(10_000)), /nests deeper|bracket/],
  ['proto.yaml', Buffer.from('__proto__: {polluted: yes}\nkind: [\n'), /bracket/i],
  ['nul.yaml', Buffer.from('kind: Job\u0000\n'), /control character/],
  ['windows-1252.yaml', Buffer.from([0x61, 0x3a, 0x20, 0xe9, 0x0a]), /not UTF-8/],
];

/** The longest time, in milliseconds, that the page did not answer while `work` was done. */
async function longestPause(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    let last = performance.now();
    const state = { longest: 0 };
    Object.assign(window, { pauses: state });
    setInterval(() => {
      const now = performance.now();
      state.longest = Math.max(state.longest, now - last);
      last = now;
    }, 20);
  });
  await work();
  const longest = await page.evaluate(() => Reflect.get(Reflect.get(window, 'pauses'), 'longest'));
  return Number(longest);
}

test('each hostile file gets a diagnostic, and the page stays responsive', async ({ page }) => {
  await openWorkbench(page);
  for (const [name, bytes, says] of FILES) {
    await test.step(name, async () => {
      const pause = await longestPause(page, async () => {
        await upload(page, name, bytes);
        await expect(row(page, name)).toBeVisible();
        const told = problems(page).filter({ hasText: name }).filter({ hasText: says });
        await expect(told.first()).toBeVisible();
        await openFile(page, 'app.yaml');
        await page.locator('.monaco-editor .view-lines').first().click();
        await page.keyboard.press('ControlOrMeta+Home');
        await page.keyboard.type(`# after ${name}\n`);
        await expect.poll(() => shownText(page)).toContain(`# after ${name}`);
      });
      expect(pause).toBeLessThan(2500);
    });
  }
});

test('five megabytes that are pasted are shown as a large file, and can be taken back', async ({ page }) => {
  await openWorkbench(page);
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'key: value\n'.repeat(480_000));
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  });
  await expect(page.getByText('app.yaml is too long for the editor.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo: Wrote app.yaml' }).first().click();
  await expect.poll(() => shownText(page)).toContain('kind: Application');
});
