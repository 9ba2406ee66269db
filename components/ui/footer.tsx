import type { ReactNode } from 'react';
import { PageLink } from './page-link';

/** What stands under every page. */
export function Footer({ children }: { children: ReactNode }) {
  return (
    <footer className="mt-auto border-line border-t px-4 py-8 text-quiet text-sm ">
      <div className="mx-auto flex max-w-6xl items-baseline sm:px-8 flex-wrap gap-x-8 gap-y-2">
        <p className="max-w-prose grow">
          An independent course. It is not affiliated with, or endorsed by, the Argo project or the Cloud
          Native Computing Foundation. Everything you write stays in this browser.
        </p>
        <PageLink href="/" className="text-quiet underline underline-offset-4">
          The course
        </PageLink>
        <PageLink href="/review" className="text-quiet underline underline-offset-4">
          Daily review
        </PageLink>
        <PageLink href="/rules" className="text-quiet underline underline-offset-4">
          What the editor looks for
        </PageLink>
        <PageLink href="/fidelity" className="text-quiet underline underline-offset-4">
          Where the lab differs
        </PageLink>
        {children}
      </div>
    </footer>
  );
}
