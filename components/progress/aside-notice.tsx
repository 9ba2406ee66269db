import type { Aside, Progress } from '@/lib/progress';
import { download } from './download';
import { Notice } from './notice';

/** Says that saved records could not be read, and hands them out. */
export function AsideNotice({ progress, aside }: { progress: Progress; aside: readonly Aside[] }) {
  const [first] = aside;
  if (first === undefined) return null;
  const newer = aside.every(({ reason }) => reason === 'newer');
  const what = aside.length === 1 ? 'One saved record' : `${aside.length} saved records`;
  const save = () => {
    for (const { id } of aside) {
      const file = progress.asideFile(id);
      if (file !== undefined) download(file);
    }
  };
  const drop = async () => {
    for (const { id } of aside) await progress.dropAside(id);
  };
  return (
    <Notice
      tone="warning"
      actions={
        <>
          <button type="button" className="button-quiet" onClick={save}>
            Download {aside.length === 1 ? 'it' : 'them'}
          </button>
          <button
            type="button"
            className="button-quiet"
            onClick={() => void drop().catch((error) => console.warn('The record is still there:', error))}
          >
            Throw {aside.length === 1 ? 'it' : 'them'} away
          </button>
        </>
      }
    >
      {what} could not be read {newer ? '(a newer version of the course wrote it)' : '(it is damaged)'} and{' '}
      {aside.length === 1 ? 'is' : 'are'} set aside. Everything else is here.
    </Notice>
  );
}
