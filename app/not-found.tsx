import type { Metadata } from 'next';
import { PageLink } from '@/components/ui';

export const metadata: Metadata = { title: 'No page here' };

export default function NotFound() {
  return (
    <main id="main" className="mx-auto w-full max-w-xl px-4 py-24 text-lg">
      <h1 className="font-bold text-3xl">There is no page here</h1>
      <p className="mt-4">
        No lesson has this address. Perhaps the day is not written yet, or the address lost a letter on its
        way.
      </p>
      <p className="mt-8">
        <PageLink href="/" className="button-primary">
          Back to the course
        </PageLink>
      </p>
    </main>
  );
}
