'use client';

/** Shown when a page cannot be drawn at all. Plain on purpose: it must work where nothing else does. */
export default function GlobalError() {
  return (
    <html lang="en">
      <body>
        <h1>This page broke</h1>
        <p>The fault is ours. What you wrote is kept in this browser; reload the page to go on.</p>
      </body>
    </html>
  );
}
