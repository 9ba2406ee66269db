import { Mark } from './mark';
import { PageLink } from './page-link';
import { ThemeSwitch } from './theme-switch';

/** The line at the top of every page: home, and the few things that belong to no lesson. */
export function Header() {
  return (
    <header className="sticky top-0 z-30 flex h-(--header) items-center gap-3 border-line border-b bg-paper px-4 sm:gap-4 sm:px-6">
      <PageLink href="/" className="flex items-center gap-2.5 font-semibold text-ink no-underline">
        <Mark className="size-7" />
        <span className="hidden min-[26rem]:inline">Argo CD, Day by Day</span>
        <span className="sr-only min-[26rem]:hidden">Argo CD, Day by Day</span>
      </PageLink>
      <div className="grow" />
      <ThemeSwitch />
    </header>
  );
}
