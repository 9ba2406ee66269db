// Makes sure that the browser tests have a browser, on a fresh machine too.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser } from './find-browser.mjs';

/** apt waits for whoever else is installing just now (a fresh machine updates itself), instead of giving up. */
const APT = ['-qq', '-o', 'DPkg::Lock::Timeout=300'];
const run = (command, args, env) =>
  spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;

if (!findBrowser()) {
  console.log('No Chrome or Chromium found: installing one for the browser tests.');
  const isRootOnDebian = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  const installed =
    run('npx', ['playwright', 'install', '--with-deps', 'chromium']) ||
    (isRootOnDebian &&
      run('apt-get', ['update', ...APT]) &&
      run('apt-get', ['install', '-y', ...APT, 'chromium'], { DEBIAN_FRONTEND: 'noninteractive' }));
  if (!installed || !findBrowser()) {
    console.error(
      'No browser: install Chrome or Chromium, or set CHROMIUM_PATH to its binary, and run this again.',
    );
    process.exit(1);
  }
}
console.log(`Browser: ${findBrowser()}`);
