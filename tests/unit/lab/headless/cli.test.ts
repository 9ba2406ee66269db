import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const lab = (...words: string[]) =>
  spawnSync('node', ['--import', 'tsx', 'lib/lab/cli.ts', ...words], { encoding: 'utf8' });

describe('npm run -s lab -- task LESSON', { timeout: 180_000 }, () => {
  it('tells the story of a mistake: when, who, what, and why', () => {
    const { status, stdout } = lab('task', 'week1/day6', 'mistakes/generate-name');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^09:00:\d\d\.\d{3} {2}learner +git add \.\n/);
    expect(stdout).toContain('kubectl apply -f app.yaml\n');
    expect(stdout).toMatch(/\necho-frontend: Unknown, Healthy; the last sync: Error, /);
    expect(stdout).toContain('missing metadata.name in object');
  });

  it('says that a lesson is not there', () => {
    expect(lab('task', 'week9/day9')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('There is no content/week9/day9/start'),
    });
  });
});
