import Link from 'next/link';

/** What stands under every page. */
export function Footer() {
  return (
    <footer className="mt-auto border-line border-t px-4 py-8 text-quiet text-sm ">
      <div className="mx-auto flex max-w-6xl sm:px-8 flex-wrap gap-x-8 gap-y-2">
        <p className="max-w-prose grow">
          An independent course. It is not affiliated with, or endorsed by, the Argo project or the Cloud
          Native Computing Foundation. Everything you write stays in this browser.
        </p>
        <Link href="/" className="text-quiet underline underline-offset-4">
          The course
        </Link>
      </div>
    </footer>
  );
}
