import { CoursePage } from '@/components/course';
import { modulesOf } from '@/content/modules';
import { findLessons, loadLesson } from '@/lib/lessons/server';

export default async function Page() {
  const lessons = await Promise.all(
    (await findLessons()).map(async (place) => loadLesson(place, await modulesOf(place.id))),
  );
  const days = lessons.map(({ id, week, day, frontmatter, task }) => ({
    id,
    week,
    day,
    ...frontmatter,
    steps: task.steps.map(({ id: step, title, optional }) => ({ id: step, title, optional })),
  }));
  return <CoursePage days={days} />;
}
