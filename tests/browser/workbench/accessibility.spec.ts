import { expect, type Page, test } from '@playwright/test';
import { axeFindings, LESSON } from '../support';
import { openFile, openWorkbench, problems, replaceText, row, upload, workbenchReady } from './workbench';

const BROKEN = 'apiVersion: v1\nkind: Service\nmetadata: {name: x\n';

/** States of the workbench, each reached from the one before. */
const STATES: [string, (page: Page) => Promise<void>][] = [
  ['just opened', async () => {}],
  [
    'with problems',
    async (page) => {
      await openFile(page, 'app.yaml');
      await replaceText(page, BROKEN);
      await expect(problems(page).first()).toBeVisible();
    },
  ],
  [
    'with the build shown',
    async (page) => {
      await page.getByRole('tab', { name: 'Build' }).click();
    },
  ],
  [
    "with a file's menu open",
    async (page) => {
      await row(page, 'app.yaml').hover();
      await page.getByRole('button', { name: 'Actions for app.yaml' }).click();
      await expect(page.getByRole('menu')).toBeVisible();
    },
  ],
  [
    'with a refused name in the dialog',
    async (page) => {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'New file', exact: true }).click();
      await page.getByRole('textbox', { name: 'Path of the new file' }).fill('../x');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('dialog')).toContainText('A name cannot be ..');
    },
  ],
  [
    'with bytes that are not text',
    async (page) => {
      await page.keyboard.press('Escape');
      await upload(page, 'cafe.yaml', Buffer.from([0xe9]));
      await expect(page.getByText('cafe.yaml is not UTF-8 text.')).toBeVisible();
    },
  ],
];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the ${colorScheme} workbench, in any state`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme });
    await openWorkbench(page);
    for (const [name, reach] of STATES) {
      await test.step(name, async () => {
        await reach(page);
        expect(await axeFindings(page)).toEqual([]);
      });
    }
  });
}

test('the narrow workbench has its files in a drawer, and axe finds nothing', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(LESSON);
  await page.getByRole('button', { name: 'Work', exact: true }).click();
  await page
    .getByRole('region', { name: 'Workbench' })
    .getByRole('button', { name: 'Open the workbench' })
    .click();
  await workbenchReady(page);
  await page.getByRole('button', { name: 'Files', exact: true }).click();
  await expect(row(page, 'app.yaml')).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await row(page, 'argocd-learning/week1/day5/overlays/dev/kustomization.yaml').click();
  await expect(row(page, 'app.yaml')).toBeHidden();
  await expect(page.getByRole('tab', { name: 'kustomization.yaml', selected: true })).toBeVisible();
});

test('Tab leaves the editor after Control M', async ({ page }) => {
  await openWorkbench(page);
  await page.locator('.monaco-editor .view-lines').first().click();
  await expect(page.locator('.monaco-editor.focused')).toBeVisible();
  await page.keyboard.press('Control+m');
  const status = page.locator('button', { hasText: 'Tab moves the focus' });
  await expect(status).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(status).toBeFocused();
});
