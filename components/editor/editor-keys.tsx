import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';

/** The editor's own keys on Macs and elsewhere, and what each is good for. */
const KEYS = [
  ['Ctrl+Space', '⌃Space', 'See what can be written here'],
  ['Ctrl+K Ctrl+I', '⌘K ⌘I', 'Read what the word at the cursor means'],
  ['F12', 'F12', 'Go to the file or object that a name stands for'],
  ['Alt+F8', '⌥F8', 'Go to the next problem of this file'],
  ['Ctrl+.', '⌘.', 'See what mends the problem at the cursor'],
  ['Ctrl+/', '⌘/', 'Turn lines into comments, and back'],
  ['Ctrl+F', '⌘F', 'Find in this file'],
] as const;

/** Tells the keys of the editor. */
export function EditorKeys({ isMac }: { isMac: boolean }) {
  return (
    <DialogTrigger>
      <Button className="rounded-sm underline decoration-line underline-offset-4 hover:decoration-edge">
        Keys
      </Button>
      <Popover
        placement="top"
        className="max-w-[calc(100vw-1rem)] rounded-md border border-line bg-raised p-3 text-ink text-sm shadow-lg"
      >
        <Dialog aria-label="Keys of the editor" className="outline-none">
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
            {KEYS.map(([elsewhere, mac, does]) => (
              <div key={does} className="contents">
                <dt>
                  <kbd className="whitespace-nowrap text-quiet text-xs">{isMac ? mac : elsewhere}</kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
