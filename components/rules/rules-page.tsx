import { Inline, PageLink } from '@/components/ui';
import type { RuleText } from './rule-text';
import { SEVERITIES, Severity, severityMeans } from './severity';

/** Every rule of the editor, by severity. */
export function RulesPage({ rules }: { rules: readonly RuleText[] }) {
  return (
    <main id="main" className="prose mx-auto w-full px-4 py-12 sm:px-8">
      <h1 className="font-bold text-4xl tracking-tight">What the editor looks for</h1>
      <p>
        Each line under a word in the editor comes from one of these rules. A rule says what is wrong, why it
        matters, and where the behaviour comes from; its two examples are its tests.
      </p>
      {SEVERITIES.map((severity) => {
        const found = rules.filter((rule) => rule.severity === severity);
        if (found.length === 0) return null;
        return (
          <section key={severity} aria-labelledby={severity}>
            <h2 id={severity} className="heading">
              <Severity severity={severity} />
            </h2>
            <p className="mt-2 text-quiet">What it marks {severityMeans(severity)}.</p>
            <ul className="mt-4">
              {found.map((rule) => (
                <li key={rule.id}>
                  <PageLink href={`/rules/${rule.id}`}>
                    <Inline text={rule.title} />
                  </PageLink>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </main>
  );
}
