import type { ImportSummary } from '@/lib/progress';
import { whenOf } from './when';

const several = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

interface ImportPreviewProps {
  /** The file's name. */
  name: string;
  summary: ImportSummary;
  onImport: () => void;
  onCancel: () => void;
}

/** What an import would do, before it does it. */
export function ImportPreview({ name, summary, onImport, onCancel }: ImportPreviewProps) {
  const { newEvents, knownEvents, added, same, differing } = summary;
  const nothing = newEvents === 0 && added.length === 0 && differing.length === 0;
  return (
    <div className="grid gap-3 rounded-md border border-line border-l-4 border-l-accent bg-raised p-3 text-sm [overflow-wrap:anywhere]">
      <strong>{name}</strong>
      {nothing ? (
        <div>Everything in it is here already.</div>
      ) : (
        <ul className="list-disc pl-5">
          <li>
            Progress: {newEvents === 0 ? 'nothing new' : several(newEvents, 'new entry', 'new entries')},{' '}
            {knownEvents} known
          </li>
          <li>
            Files and answers: {added.length === 0 ? 'none' : added.length} that you do not have here,{' '}
            {same === 0 ? 'none' : same} that {same === 1 ? 'is' : 'are'} the same
          </li>
          {differing.map(({ lesson, kind, name: piece, hereAt, importedAt }) => (
            <li key={`${lesson} ${kind} ${piece}`}>
              {kind === 'answers' ? `An answer of yours in ${lesson}, ` : ''}
              <code className="font-mono text-[0.9em]">{piece}</code>
              {kind === 'answers' ? ',' : ''} differs: here of {whenOf(hereAt, Date.now())}, imported of{' '}
              {whenOf(importedAt, Date.now())}. Both are kept, and the lesson asks which one you want.
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2">
        {nothing ? null : (
          <button type="button" className="button-quiet" onClick={onImport}>
            Import
          </button>
        )}
        <button type="button" className="button-quiet" onClick={onCancel}>
          {nothing ? 'Close' : 'Do not import'}
        </button>
      </div>
    </div>
  );
}
