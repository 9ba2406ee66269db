import { Inline } from '@/components/ui';

/** One thing that is otherwise for real. Texts may hold `code` in backticks. */
interface Difference {
  /** What it is about: `Images`, `NetworkPolicy`. */
  about: string;
  real: string;
  lab: string;
}

interface Area {
  /** The fragment under which it stands. */
  id: string;
  title: string;
  /** What it was made from and how it is compared with the real thing. */
  says: string;
  differences: readonly Difference[];
}

/** Where the lab differs from the real thing, part by part. */
export function FidelityPage({ areas }: { areas: readonly Area[] }) {
  return (
    <main id="main" className="prose mx-auto w-full px-4 py-12 sm:px-8">
      <h1 className="font-bold text-4xl tracking-tight">Where the lab differs</h1>
      <p>
        What you meet here should be what you meet at work. Where it is not, this page says so. If something
        behaves otherwise at work and does not stand here, we did not know it.
      </p>
      {areas.map(({ id, title, says, differences }) => (
        <section key={id} aria-labelledby={id}>
          <h2 id={id} className="heading">
            {title}
          </h2>
          <p className="mt-3">
            <Inline text={says} />
          </p>
          <dl className="mt-6">
            {differences.map(({ about, real, lab }) => (
              <div
                key={about}
                className="grid gap-x-6 gap-y-1 border-line border-t py-4 sm:grid-cols-[11rem_1fr]"
              >
                <dt className="font-semibold">
                  <Inline text={about} />
                </dt>
                <dd className="grid gap-2">
                  <p>
                    <span className="text-quiet">For real: </span>
                    <Inline text={real} />
                  </p>
                  <p>
                    <span className="text-quiet">Here: </span>
                    <Inline text={lab} />
                  </p>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </main>
  );
}
