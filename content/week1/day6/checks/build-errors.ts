/** The part of a `kustomize build` error that matters, and what to do about it, as sentences. */
export function explained(error: string): string {
  const file = [...error.matchAll(/resources from '([^'/]+\.ya?ml)'/g)].at(-1)?.[1];
  const from = file ? ` in ${file}` : '';
  const id = /already registered id: ([\w.]+\/[^\s']+?)(?:\.\[noNs\]|\.[\w-]+)?['":\s]/.exec(
    `${error} `,
  )?.[1];
  if (/missing metadata\.name/.test(error))
    return `\`missing metadata.name in object\`${from}. Give that object a fixed metadata.name: Kustomize does not know generateName.`;
  if (id)
    return `\`may not add resource with an already registered id: ${id}\`${from}. Two files define this object; keep one.`;
  const yaml = /(yaml: line \d+: [^'\n]*?)(?: in File: (\S+?))?['\n]/.exec(`${error}\n`);
  if (yaml)
    return `\`${yaml[1]}\` in ${yaml[2] ?? file ?? 'one of the files'}. The problems list says where.`;
  if (file && /no such file or directory|not exist|not find/.test(error))
    return `\`${file}: no such file or directory\`. Correct that entry under resources, or create the file.`;
  if (/app path does not exist/.test(error))
    return `\`${error}\`. Correct spec.source.path, or create that folder.`;
  if (/not a valid directory|no such file or directory|not find|not exist/.test(error))
    return 'the folder is not there, or has no kustomization.yaml. Do step 1 first.';
  const line =
    error
      .replace(/^Error: /, '')
      .trim()
      .split('\n')[0] ?? '';
  return `\`${line.length > 220 ? `${line.slice(0, 217)}…` : line}\`. Mend what it names; the problems list may say where.`;
}
