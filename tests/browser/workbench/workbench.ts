import { writeFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { LESSON } from '../support';

/** Opens the lesson and its workbench, and waits for the editor and the first checks. */
export async function openWorkbench(page: Page): Promise<void> {
  await page.goto(LESSON);
  const panel = page.getByRole('region', { name: 'Workbench' });
  await panel.getByRole('button', { name: 'Open the workbench' }).click();
  await workbenchReady(page);
}

/** Waits for the editor and the first checks. */
export async function workbenchReady(page: Page): Promise<void> {
  await expect(page.locator('.monaco-editor .view-lines').first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('The checks are starting.')).toBeHidden({ timeout: 60_000 });
  await expect(page.getByText(/^Line \d+, column \d+$/)).toBeVisible();
}

/** The row of a file or folder, by its path. */
export const row = (page: Page, path: string) => page.locator(`[role="row"][data-key="${path}"]`);

export const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });

export const problems = (page: Page) => page.getByRole('list', { name: 'Problems' }).getByRole('listitem');

/** Puts text at the cursor as a paste does: Monaco indents what is typed, and inserts what is pasted as it is. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, text);
}

/** Replaces the whole text of the file that is open. */
export async function replaceText(page: Page, text: string): Promise<void> {
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.keyboard.press('ControlOrMeta+A');
  await paste(page, text);
}

/** Opens a file from the tree. */
export async function openFile(page: Page, path: string): Promise<void> {
  await row(page, path).click();
  await expect(page.getByRole('tab', { selected: true, name: path.split('/').at(-1) ?? path })).toBeVisible();
}

/** The text of the file that is open, as far as it is on the screen. */
export async function shownText(page: Page): Promise<string> {
  const lines = await page.locator('.monaco-editor .view-line').allInnerTexts();
  return lines.join('\n').replaceAll('\u00a0', ' ');
}

/** Puts a file of these bytes into the top of the workspace, from the disk as a learner does. */
export async function upload(page: Page, name: string, bytes: Buffer): Promise<void> {
  const file = test.info().outputPath(name);
  await writeFile(file, bytes);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Upload files' }).click(),
  ]);
  await chooser.setFiles(file);
}
