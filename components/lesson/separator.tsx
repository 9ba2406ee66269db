'use client';

import { useFrame } from './frame-store';

/** The line between prose and workbench: drag it, or move it with the arrow keys. */
export function Separator() {
  const { open, width, resize } = useFrame();
  if (!open) return null;
  return (
    <hr
      className="frame-separator"
      aria-orientation="vertical"
      aria-label="Width of the workbench"
      aria-valuenow={Math.round(width)}
      aria-valuemin={30}
      aria-valuemax={70}
      tabIndex={0}
      onKeyDown={(event) => {
        const step = { ArrowLeft: 2, ArrowRight: -2 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        resize(width + step);
      }}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        resize((1 - event.clientX / window.innerWidth) * 100);
      }}
    />
  );
}
