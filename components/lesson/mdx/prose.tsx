import type { ComponentProps, ReactNode } from 'react';
import { isSection } from '@/lib/lessons';
import { SectionIcon } from '../section-icon';

/** A heading with a link to itself; a section's heading also carries its drawing. */
function anchored(Tag: 'h2' | 'h3') {
  return function Heading({ id, children }: ComponentProps<'h2'>) {
    const text = typeof children === 'string' ? children : '';
    return (
      <Tag id={id} className="heading group">
        {Tag === 'h2' && isSection(text) && <SectionIcon section={text} />}
        <span>{children}</span>
        {id && (
          <a href={`#${id}`} className="heading-link" aria-label={`Link to “${text || id}”`}>
            #
          </a>
        )}
      </Tag>
    );
  };
}

export const H2 = anchored('h2');
export const H3 = anchored('h3');

/** A paragraph that a question can send the reader back to. */
export function P({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div id={id} className="anchored">
      {children}
    </div>
  );
}

/** A term where it first stands. */
export function Term({ children }: { children: ReactNode }) {
  return <dfn className="font-semibold not-italic">{children}</dfn>;
}

/** What the lesson's first text said here, and why it says something else now. */
export function Original({ children }: { n: string; children: ReactNode }) {
  return (
    <div className="original" role="note">
      <p className="original-title">In the original</p>
      {children}
    </div>
  );
}

/** A quiet note at the side. */
export function Aside({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <div className="aside" role="note">
      {title && <p className="font-semibold">{title}</p>}
      {children}
    </div>
  );
}

/** A table that stays inside its column. */
export function Table(props: ComponentProps<'table'>) {
  return (
    <div className="table-frame">
      <table {...props} />
    </div>
  );
}
