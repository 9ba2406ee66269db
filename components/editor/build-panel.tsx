'use client';

import { useEffect, useState } from 'react';
import type { BuildReport } from '@/lib/lab';
import { useClient, useLab } from './session';

const STOPPED = 'the build took longer than a second and was stopped';

/** Builds a directory anew whenever the files have changed and been checked. */
function useBuild(directory: string | undefined): BuildReport | undefined {
  const client = useClient();
  const diagnosed = useLab((state) => state.diagnosed);
  const [report, setReport] = useState<BuildReport>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a newly diagnosed tree is the reason to build.
  useEffect(() => {
    if (directory === undefined) return;
    let wanted = true;
    void client.build(directory).then((built) => {
      if (wanted) setReport(built ?? { directory, warnings: [], error: STOPPED });
    });
    return () => {
      wanted = false;
    };
  }, [client, directory, diagnosed]);
  return report;
}

/** What `kustomize build` prints for the directory that the Application points at: what Argo CD would apply. */
export function BuildPanel() {
  const targets = useLab((state) => state.targets);
  const [chosen, setChosen] = useState<string>();
  const target = targets.find(({ path }) => path === chosen) ?? targets[0];
  const report = useBuild(target?.directory);

  if (target === undefined)
    return <p className="px-3 py-2 text-quiet">No Application in these files points at a directory.</p>;
  return (
    <div className="flex flex-col gap-2 px-3 py-2">
      {targets.length > 1 && (
        <label className="flex items-center gap-2 text-sm">
          Application
          <select
            value={target.path}
            onChange={(event) => setChosen(event.target.value)}
            className="rounded-md border border-edge bg-raised px-2 py-1"
          >
            {targets.map(({ path, name }) => (
              <option key={path} value={path}>
                {name} ({path})
              </option>
            ))}
          </select>
        </label>
      )}
      <p className="break-all font-mono text-quiet text-xs">$ kustomize build {target.directory}</p>
      {report?.warnings.map((warning) => (
        <pre key={warning} className="whitespace-pre-wrap break-words text-warning text-xs">
          {warning}
        </pre>
      ))}
      {report && 'error' in report && (
        <pre className="whitespace-pre-wrap break-words text-error text-xs">Error: {report.error}</pre>
      )}
      {report && 'output' in report && <pre className="text-xs">{report.output}</pre>}
    </div>
  );
}
