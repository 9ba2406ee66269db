import type { ReactNode } from 'react';
import { PageLink } from './page-link';

const PAGES = [
  ['/', 'The course'],
  ['/review', 'Daily review'],
  ['/rules', 'What the editor looks for'],
  ['/fidelity', 'Where the lab differs'],
] as const;

/** What stands under every page. */
export function Footer({ children }: { children: ReactNode }) {
  return (
    <footer className="mt-auto border-line border-t px-4 py-8 text-quiet text-sm">
      <div className="mx-auto grid max-w-6xl gap-x-20 gap-y-5 sm:px-8 lg:grid-cols-[minmax(0,1fr)_auto]">
        <p className="max-w-prose">
          An independent course. It is not affiliated with, or endorsed by, the Argo project or the Cloud
          Native Computing Foundation. Everything you write stays in this browser.
        </p>
        <ul className="grid auto-rows-min grid-flow-row grid-cols-[auto_auto] justify-start gap-x-10 gap-y-2">
          {PAGES.map(([href, title]) => (
            <li key={href}>
              <PageLink href={href} className="text-quiet underline underline-offset-4">
                {title}
              </PageLink>
            </li>
          ))}
          <li className="needs-script">{children}</li>
        </ul>
      </div>
    </footer>
  );
}
