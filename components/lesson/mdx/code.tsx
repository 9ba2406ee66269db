import type { ComponentProps, ReactNode } from 'react';
import { CodeActions } from './code-actions';

type PreProps = ComponentProps<'pre'> & { 'data-title'?: string };

/** A block of code with its file's name and a button that copies it; a piece of an annotated block as it is. */
export function Pre({ children, style: _style, className, ...props }: PreProps) {
  if (className === 'annotated-code') return <pre className={className}>{children}</pre>;
  const title = props['data-title'];
  return (
    <figure className="code">
      <CodeHead title={title} />
      <pre {...props}>{children}</pre>
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
