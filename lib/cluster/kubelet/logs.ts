import type { LogLine } from '../interface';

/** What is kept of one container, in characters: a node's own limit is 10 MB and five files. */
const KEPT = 1_000_000;

/** What one run of a container printed: whole lines, in the order in which they were finished, as containerd writes them. */
export class ContainerLog {
  private lines: LogLine[] = [];
  private size = 0;
  private readonly open = { 1: '', 2: '' };
  private readonly listeners = new Set<(line: LogLine) => void>();

  constructor(private readonly now: () => number) {}

  write(stream: 1 | 2, text: string): void {
    const parts = (this.open[stream] + text).split('\n');
    this.open[stream] = parts.pop() ?? '';
    for (const part of parts) this.add(part);
    // A line that never ends is cut, as containerd cuts at 16 KiB.
    if (this.open[stream].length > 16_384) {
      this.add(this.open[stream]);
      this.open[stream] = '';
    }
  }

  /** The container has ended: what had no newline is a line too. */
  close(): void {
    for (const stream of [1, 2] as const) {
      if (this.open[stream]) this.add(this.open[stream]);
      this.open[stream] = '';
    }
  }

  all(): readonly LogLine[] {
    return this.lines;
  }

  follow(tell: (line: LogLine) => void): () => void {
    this.listeners.add(tell);
    return () => this.listeners.delete(tell);
  }

  private add(text: string): void {
    const line = { time: this.now(), text };
    this.lines.push(line);
    this.size += text.length + 1;
    while (this.size > KEPT && this.lines.length > 1) {
      const dropped = this.lines.splice(0, Math.ceil(this.lines.length / 10));
      for (const old of dropped) this.size -= old.text.length + 1;
    }
    for (const tell of this.listeners) tell(line);
  }
}
