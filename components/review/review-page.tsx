import type { LessonMaterial } from './material';
import { ReviewLoader } from './review-loader';

/** The daily review: what is due today, one card at a time. */
export function ReviewPage({ lessons }: { lessons: readonly LessonMaterial[] }) {
  return (
    <main id="main" className="prose mx-auto w-full px-4 py-12 sm:px-8">
      <h1 className="mb-8 font-bold text-4xl tracking-tight">Daily review</h1>
      <noscript>What is due is worked out by this page’s script, which your browser does not run.</noscript>
      <ReviewLoader lessons={lessons} />
    </main>
  );
}
