import { z } from 'zod';

/** What stands between the `---` lines at the top of a `lesson.mdx`. */
export const frontmatterSchema = z.strictObject({
  title: z
    .string()
    .min(3)
    .max(80)
    .describe('The title, without week and day: `Running Tasks with Sync Hooks`'),
  summary: z
    .string()
    .min(20)
    .max(200)
    .describe('One sentence for the course page: what one can do afterwards'),
  minutes: z.number().int().min(5).max(120).describe('How long the lesson takes, in minutes'),
});

export type Frontmatter = z.infer<typeof frontmatterSchema>;
