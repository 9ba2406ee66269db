import { getMDXComponent } from 'mdx-bundler/client';
import { Notices, ReadingPlace } from '@/components/progress';
import type { Lesson } from '@/lib/lessons/server';
import { fileRows } from './file-rows';
import { LessonFrame } from './frame';
import { mdxComponents } from './mdx';
import { Outline } from './outline';
import { Rail } from './rail';
import { Recorder } from './recorder';
import { Standing } from './standing';
import { WorkbenchPanel } from './workbench-panel';

/** One lesson: its text, its outline, where the learner stands, and the place of the workbench. */
export function LessonPage({ lesson }: { lesson: Lesson }) {
  const { frontmatter, code, text, week, day, id } = lesson;
  const Content = getMDXComponent(code, { frontmatter });
  const steps = lesson.task.steps.map(({ id, title, optional }) => ({
    id,
    title,
    optional: optional === true,
  }));
  return (
    <LessonFrame
      title={frontmatter.title}
      rail={
        <Rail lesson={id} day={day} title={frontmatter.title} steps={steps}>
          <Outline entries={text.outline} />
        </Rail>
      }
      workbench={
        <WorkbenchPanel lesson={id} files={fileRows([...lesson.start.keys()])} opens={lesson.task.opens} />
      }
      check={<Standing lesson={id} steps={steps} />}
    >
      <Recorder lesson={id} />
      <ReadingPlace lesson={id} />
      <Notices lesson={id} />
      <article className="prose has-margin mx-auto">
        <p className="text-quiet text-sm">
          Week {week}, day {day} · about {frontmatter.minutes} minutes
        </p>
        <h1 className="mt-1! max-w-2xl text-balance font-bold text-[2.25rem] leading-[1.15] tracking-[-0.02em]">
          {frontmatter.title}
        </h1>
        <p className="text-lg text-quiet">{frontmatter.summary}</p>
        <noscript>
          <p className="aside mt-6">
            Your browser does not run this page’s script. You can read the whole lesson; the workbench, the
            checks and the answers to the questions need the script.
          </p>
        </noscript>
        <Content components={mdxComponents(lesson)} />
      </article>
    </LessonFrame>
  );
}
