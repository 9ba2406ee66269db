import { Inline, PageLink } from '@/components/ui';
import type { RuleText } from './rule-text';
import { Severity, severityMeans } from './severity';

/** One rule: what it finds, why it matters, one example that fails and one that passes, and its source. */
export function RulePage({ rule }: { rule: RuleText }) {
  return (
    <main id="main" className="prose mx-auto w-full px-4 py-12 sm:px-8">
      <p className="text-sm">
        <PageLink href="/rules">What the editor looks for</PageLink>
      </p>
      <h1 className="mt-2! text-balance font-bold text-3xl tracking-tight">
        <Inline text={rule.title} />
      </h1>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <Severity severity={rule.severity} />
        <span className="text-quiet text-sm">What it marks {severityMeans(rule.severity)}.</span>
        <code className="text-sm">{rule.id}</code>
      </p>
      <p>
        <Inline text={rule.why} />
      </p>
      <h2 className="heading">This is marked</h2>
      <Files files={rule.failing.files} />
      <h2 className="heading">This is not</h2>
      <Files files={rule.passing.files} />
      <h2 className="heading">Where it comes from</h2>
      <ul>
        {rule.source.map((source) => (
          <li key={source.url}>
            <a href={source.url} rel="noreferrer">
              {source.title}
            </a>
          </li>
        ))}
      </ul>
    </main>
  );
}

function Files({ files }: { files: Readonly<Record<string, string>> }) {
  return Object.entries(files).map(([path, text]) => (
    <figure key={path} className="code">
      <figcaption className="code-head">
        <span className="code-title">{path}</span>
      </figcaption>
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
    </figure>
  ));
}
