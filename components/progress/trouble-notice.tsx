import type { Trouble } from '@/lib/progress';
import { Notice } from './notice';

const SAID: Record<Trouble, string> = {
  closed:
    'This browser keeps nothing for this page (a private window, or storage is switched off). You can do the whole lesson; when you close the page, your work is gone. Export it first if you want it back.',
  full: 'There is no room left in this browser’s storage, so your last changes are not saved. They stay here as long as the page is open: export them, or free some room.',
  newer:
    'Your work was saved by a newer version of this course, which this page cannot read. It is left as it is. Reload the page; until then, nothing you do here is saved.',
};

/** Says why nothing can be kept. */
export function TroubleNotice({
  trouble,
  onDismiss,
  onExport,
}: {
  trouble: Trouble;
  onDismiss?: () => void;
  /** Where the line itself offers the export. */
  onExport?: () => void;
}) {
  const exporting =
    onExport === undefined || trouble === 'newer' ? undefined : (
      <button type="button" className="button-quiet" onClick={onExport}>
        Export
      </button>
    );
  return (
    <Notice tone="warning" onDismiss={onDismiss} actions={exporting}>
      {SAID[trouble]}
    </Notice>
  );
}
