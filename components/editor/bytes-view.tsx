'use client';

import { labStore } from '@/lib/lab';
import { type FileContent, fromWindows1252, nameOf } from '@/lib/tree';

const SHOWN_BYTES = 4096;

/** Gives a file of the workspace to the learner's disk. */
export function download(path: string, content: FileContent): void {
  const part = typeof content === 'string' ? content : new Uint8Array(content);
  const address = URL.createObjectURL(new Blob([part]));
  const link = document.createElement('a');
  link.href = address;
  link.download = nameOf(path);
  link.click();
  URL.revokeObjectURL(address);
}

/** A file whose bytes are not UTF-8: what that means, and what can be done. */
export function BytesView({ path, bytes }: { path: string; bytes: Uint8Array }) {
  return (
    <div className="min-h-0 grow overflow-auto p-4 text-sm">
      <p className="font-semibold">{nameOf(path)} is not UTF-8 text.</p>
      <p className="mt-1 max-w-prose text-quiet">
        YAML files are UTF-8. This one may come from an older editor that writes Windows-1252. Read as that,
        it begins as below. Convert it if the letters look right.
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <button
          type="button"
          className="button-quiet"
          onClick={() => labStore.writeFile(path, fromWindows1252(bytes))}
        >
          Convert to UTF-8
        </button>
        <button type="button" className="button-quiet" onClick={() => download(path, bytes)}>
          Download as it is
        </button>
      </div>
      <pre className="mt-4 whitespace-pre-wrap break-all rounded-md bg-sunken p-3 text-xs">
        {fromWindows1252(bytes.subarray(0, SHOWN_BYTES))}
      </pre>
    </div>
  );
}
