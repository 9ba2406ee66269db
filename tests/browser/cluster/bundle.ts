import path from 'node:path';
import { build, type Plugin } from 'esbuild';

/** just-bash asks for it in `gzip` alone. */
const noZlib: Plugin = {
  name: 'no-zlib',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:zlib$/ }, ({ path: name }) => ({ path: name, namespace: 'none' }));
    onLoad({ filter: /.*/, namespace: 'none' }, () => ({
      contents: 'export const constants = {}; export const gzipSync = undefined, gunzipSync = undefined;',
    }));
  },
};

/** A module and all that it imports, minified for a browser, as one text. */
export async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.resolve(entry)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    minify: true,
    tsconfig: 'tsconfig.json',
    plugins: [noZlib],
  });
  return outputFiles[0]?.text ?? '';
}
