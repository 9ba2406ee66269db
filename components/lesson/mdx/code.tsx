import type { ReactNode } from 'react';
import { CodeActions } from './code-actions';

interface PreProps {
  /** The coloured code, made of the author's text by lib/lessons/rehype-code. */
  html: string;
  title?: string;
  /** `yes` for a piece of an annotated block. */
  annotated?: string;
}

/** A block of code with its file's name and a button that copies it; a piece of an annotated block as it is. */
export function Pre({ html, title, annotated }: PreProps) {
  const pre = (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: made at build time, of the author's text alone
    <pre className={annotated && 'annotated-code'} dangerouslySetInnerHTML={{ __html: html }} />
  );
  if (annotated) return pre;
  return (
    <figure className="code">
      <CodeHead title={title} />
      {pre}
    </figure>
  );
}

/** Code with notes beside its lines; the rows are laid out by lib/lessons/rehype-annotated. */
export function Annotated({ title, open, children }: { title?: string; open?: string; children: ReactNode }) {
  return (
    <figure className="code annotated">
      <CodeHead title={title} open={open} />
      <div className="annotated-rows">{children}</div>
    </figure>
  );
}

function CodeHead({ title, open }: { title?: string | undefined; open?: string | undefined }) {
  return (
    <figcaption className="code-head">
      <span className="code-title">{title}</span>
      <CodeActions open={open} />
    </figcaption>
  );
}
