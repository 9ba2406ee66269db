import type { Metadata } from 'next';
import { askStep, ReviewPage } from '@/components/review';
import { modulesOf } from '@/content/modules';
import { findLessons, loadLesson } from '@/lib/lessons/server';

export const metadata: Metadata = {
  title: 'Daily review',
  description: 'What you once knew, asked again on the day when you would begin to forget it.',
};

export default async function Page() {
  const lessons = await Promise.all(
    (await findLessons()).map(async (place) => loadLesson(place, await modulesOf(place.id))),
  );
  return (
    <ReviewPage
      lessons={lessons.map(({ id, frontmatter, quiz, task, rubric }) => ({
        lesson: id,
        title: frontmatter.title,
        asked: [...quiz, ...task.steps.map(askStep)],
        rubricUrl: rubric ? `/${id}/rubric.json` : undefined,
      }))}
    />
  );
}
