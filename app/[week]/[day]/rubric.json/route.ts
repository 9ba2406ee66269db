import { modulesOf } from '@/content/modules';
import { findLessons } from '@/lib/lessons/server';

export const dynamic = 'force-static';
export const dynamicParams = false;

export async function generateStaticParams() {
  return (await findLessons()).map(({ week, day }) => ({ week: `week${week}`, day: `day${day}` }));
}

/** How the explanation of a lesson's question is recognised; null where a lesson asks for none. */
export async function GET(_request: Request, { params }: { params: Promise<{ week: string; day: string }> }) {
  const { week, day } = await params;
  return Response.json((await modulesOf(`${week}/${day}`)).rubric ?? null);
}
