import type { ReactNode } from 'react';

/** The colours of the phases, as everywhere on the site. */
export type Tone = 'presync' | 'sync' | 'postsync' | 'error' | 'edge';

const colour = (tone: Tone) => `var(--${tone})`;

interface BoxProps {
  x: number;
  y: number;
  width: number;
  height: number;
  tone: Tone;
  title: string;
  children?: ReactNode;
}

/** A phase: a frame in its colour, with its sign and its name. */
export function Phase({ x, y, width, height, tone, title, children }: BoxProps) {
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx="6"
        fill="var(--raised)"
        stroke={colour(tone)}
        strokeWidth="2"
        strokeDasharray={tone === 'error' ? '7 5' : undefined}
      />
      <Sign x={x + 14} y={y + 16} tone={tone} />
      <text x={x + 40} y={y + 28} fontSize="16" fontWeight="700" fill={colour(tone)}>
        {title}
      </text>
      {children}
    </g>
  );
}

/** A phase's sign: a triangle before a bar, a bar, a triangle after a bar, a broken bar. */
export function Sign({ x, y, tone }: { x: number; y: number; tone: Tone }) {
  const shapes: Record<Tone, ReactNode> = {
    presync: <path d="M0 0 9 7.5 0 15ZM13 0h4v15h-4Z" />,
    sync: <path d="M2 0h14v15H2Z" />,
    postsync: <path d="M0 0h4v15H0ZM17 0v15L8 7.5Z" />,
    error: <path d="M0 0h7L5 15H0ZM12 0h5v15h-7Z" />,
    edge: null,
  };
  return (
    <g transform={`translate(${x} ${y})`} fill={colour(tone)}>
      {shapes[tone]}
    </g>
  );
}

interface BarProps {
  x: number;
  y: number;
  width: number;
  tone: Tone;
  label: string;
  seal?: string;
}

/** Something that runs: a hook or a wave's resources. A seal at its beginning moves its label aside. */
export function Bar({ x, y, width, tone, label, seal }: BarProps) {
  return (
    <g>
      <rect x={x} y={y} width={width} height="26" rx="4" fill={colour(tone)} fillOpacity="0.14" />
      <text x={x + (seal ? 32 : 10)} y={y + 18} fontSize="13.5" fill="var(--ink)">
        {label}
      </text>
      {seal && <Seal x={x + 14} y={y + 13} letter={seal} />}
    </g>
  );
}

/** A way from one thing to the next. */
export function Arrow({ d, tone = 'edge' }: { d: string; tone?: Tone }) {
  return (
    <path
      d={d}
      fill="none"
      stroke={colour(tone)}
      strokeWidth="2"
      strokeDasharray={tone === 'error' ? '6 5' : undefined}
      markerEnd={`url(#arrow-${tone})`}
    />
  );
}

/** The heads of the arrows, to be placed once in each drawing. */
export function ArrowHeads() {
  return (
    <defs>
      {(['edge', 'error'] as const).map((tone) => (
        <marker
          key={tone}
          id={`arrow-${tone}`}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          orient="auto"
        >
          <path d="M0 0 8 4 0 8Z" fill={colour(tone)} />
        </marker>
      ))}
    </defs>
  );
}

/** Where a delete policy acts: a lettered seal. The legend below the picture says what each letter means. */
export function Seal({ x, y, letter }: { x: number; y: number; letter: string }) {
  return (
    <g>
      <circle cx={x} cy={y} r="10" fill="var(--paper)" stroke="var(--ink)" strokeWidth="1.5" />
      <text x={x} y={y + 4.5} fontSize="13" fontWeight="700" textAnchor="middle" fill="var(--ink)">
        {letter}
      </text>
    </g>
  );
}

/** A short word beside an arrow. */
export function Label({
  x,
  y,
  children,
  anchor = 'middle',
}: {
  x: number;
  y: number;
  children: string;
  anchor?: 'start' | 'middle';
}) {
  return (
    <text x={x} y={y} fontSize="12.5" textAnchor={anchor} fill="var(--quiet)">
      {children}
    </text>
  );
}
