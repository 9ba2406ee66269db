import type { Metadata } from 'next';
import { LessonPage } from '@/components/lesson';
import { modulesOf } from '@/content/modules';
import { findLessons, loadLesson } from '@/lib/lessons/server';

interface Props {
  params: Promise<{ week: string; day: string }>;
}

export const dynamicParams = false;

export async function generateStaticParams() {
  return (await findLessons()).map(({ week, day }) => ({ week: `week${week}`, day: `day${day}` }));
}

async function lessonOf({ params }: Props) {
  const { week, day } = await params;
  const id = `${week}/${day}`;
  const place = (await findLessons()).find((one) => one.id === id);
  if (!place) throw new Error(`no lesson ${id}`);
  return loadLesson(place, await modulesOf(id));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { frontmatter, week, day } = await lessonOf(props);
  return { title: `${frontmatter.title} (week ${week}, day ${day})`, description: frontmatter.summary };
}

export default async function Page(props: Props) {
  return <LessonPage lesson={await lessonOf(props)} />;
}
