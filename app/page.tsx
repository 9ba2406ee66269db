import { CoursePage } from '@/components/course';
import { askStep } from '@/components/review';
import { modulesOf } from '@/content/modules';
import { findLessons, loadLesson } from '@/lib/lessons/server';

export default async function Page() {
  const lessons = await Promise.all(
    (await findLessons()).map(async (place) => loadLesson(place, await modulesOf(place.id))),
  );
  const days = lessons.map(({ id, week, day, frontmatter, quiz, task }) => ({
    id,
    week,
    day,
    ...frontmatter,
    asked: [...quiz, ...task.steps.map(askStep)].map((one) => one.id),
    steps: task.steps.map(({ id: step, title, optional }) => ({ id: step, title, optional })),
  }));
  return <CoursePage days={days} />;
}
