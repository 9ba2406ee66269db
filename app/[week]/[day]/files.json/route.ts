import { modulesOf } from '@/content/modules';
import { findLessons, loadLesson } from '@/lib/lessons/server';

export const dynamic = 'force-static';
export const dynamicParams = false;

export async function generateStaticParams() {
  return (await findLessons()).map(({ week, day }) => ({ week: `week${week}`, day: `day${day}` }));
}

/** The files that the workbench starts from, those of the solution, and those on the way there: a static file beside the lesson's page. */
export async function GET(_request: Request, { params }: { params: Promise<{ week: string; day: string }> }) {
  const { week, day } = await params;
  const place = (await findLessons()).find((one) => one.id === `${week}/${day}`);
  if (!place) throw new Error(`no lesson ${week}/${day}`);
  const { start, solution, stages } = await loadLesson(place, await modulesOf(place.id));
  return Response.json({
    start: Object.fromEntries(start),
    solution: Object.fromEntries(solution),
    stages: Object.fromEntries([...stages].map(([step, files]) => [step, Object.fromEntries(files)])),
  });
}
