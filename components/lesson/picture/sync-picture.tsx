import { NarrowPicture } from './narrow';
import { WidePicture } from './wide';

const POLICIES = [
  {
    letter: 'B',
    name: 'BeforeHookCreation',
    text: 'just before a hook is created: the old one of the same name goes. This is the default.',
  },
  { letter: 'S', name: 'HookSucceeded', text: 'when the whole sync has succeeded, not when the hook ends.' },
  {
    letter: 'F',
    name: 'HookFailed',
    text: 'when the sync has failed: every hook that names it goes, also one that succeeded.',
  },
];

/** A picture of one sync: its phases, their waves, the way of failure, and where each delete policy acts. */
export function SyncPicture() {
  return (
    <figure className="sync-picture my-8">
      <div className="hidden @min-[34rem]:block">
        <WidePicture />
      </div>
      <div className="mx-auto max-w-[22rem] @min-[34rem]:hidden">
        <NarrowPicture />
      </div>
      <figcaption className="mt-4 text-[0.9375rem]">
        <p>
          One sync, from PreSync to PostSync. The lettered seals show where each delete policy removes a hook:
        </p>
        <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
          {POLICIES.map((policy) => (
            <div key={policy.letter} className="contents">
              <dt className="flex items-baseline gap-2">
                <span className="inline-grid size-6 place-items-center rounded-full border border-ink font-bold text-[0.8125rem]">
                  {policy.letter}
                </span>
                <code className="hidden sm:inline">{policy.name}</code>
              </dt>
              <dd>
                <code className="mr-1 sm:hidden">{policy.name}</code>
                {policy.text}
              </dd>
            </div>
          ))}
        </dl>
        <details className="mt-3">
          <summary className="cursor-pointer text-accent">The picture in words</summary>
          <p className="mt-2">
            A sync has up to three phases, one after the other. First come the PreSync hooks, ordered by their
            waves. When all of them have succeeded, the Sync phase applies the resources, and the hooks of
            type Sync among them, wave by wave: −1, then 0, then 1; each wave waits until the one before it is
            healthy. When everything is healthy, the PostSync hooks run. If all succeed, the sync has
            succeeded. If a hook or a resource fails in any of the three phases, the rest does not run; the
            SyncFail hooks do, and then the sync has failed.
          </p>
        </details>
      </figcaption>
    </figure>
  );
}
