'use client';

import { lazy } from 'react';

/** The workbench: files, editor, problems. Its code is loaded when it is first drawn; draw it inside <Suspense>. */
export const Workbench = lazy(() => import('./workbench'));
