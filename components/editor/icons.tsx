const PATHS = {
  chevron: 'M6 4l4 4-4 4',
  folder: 'M2 4.5h4l1.5 1.5H14v7H2z',
  file: 'M4 2h5l3 3v9H4z M9 2v3h3',
  newFile: 'M4 2h5l3 3v9H4z M8 7v4 M6 9h4',
  newFolder: 'M2 4.5h4l1.5 1.5H14v7H2z M8 7.5v4 M6 9.5h4',
  copy: 'M5.5 5.5h8v8h-8z M3.5 10.5h-1v-8h8v1',
  upload: 'M8 11V3 M5 6l3-3 3 3 M3 13h10',
  more: 'M3.5 8h.01 M8 8h.01 M12.5 8h.01',
  close: 'M4.5 4.5l7 7 M11.5 4.5l-7 7',
  undo: 'M3 6h6.5a3.5 3.5 0 0 1 0 7H6 M5.5 3.5L3 6l2.5 2.5',
  redo: 'M13 6H6.5a3.5 3.5 0 0 0 0 7H10 M10.5 3.5L13 6l-2.5 2.5',
  tick: 'M3 8.5l3.2 3.2L13 4.8',
  error: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z M5.7 5.7l4.6 4.6 M10.3 5.7l-4.6 4.6',
  warning: 'M8 2L1.7 13.5h12.6z M8 6.5v3.2 M8 11.6h.01',
  hint: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z M8 7.3v3.7 M8 5h.01',
  files: 'M2 3h5l1.5 1.5H14 M2 3v10h12V4.5',
} as const;

/** A drawing of 16 units, in the colour of the text around it. Decorative: the word stands beside it. */
export function Icon({ name, className = 'size-4' }: { name: keyof typeof PATHS; className?: string }) {
  return (
    <svg viewBox="0 0 16 16" className={`shrink-0 ${className}`} aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth={name === 'more' ? 2.2 : 1.3}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
