import type { Program } from '../machine';

/** The cluster's DNS server, as kubeadm and kind number it. */
export const DNS_IP = '10.96.0.10';

/** busybox networking/nslookup.c: the name is asked with each search domain until one is known. */
export const nslookup: Program = async ({ argv, machine, process, out }) => {
  const names = argv.slice(1).filter((word) => !word.startsWith('-'));
  const name = names[0];
  if (!name) return 1;
  await process.sleep(2);
  out(`Server:\t\t${DNS_IP}\nAddress:\t${DNS_IP}:53\n\n`);
  const addresses = machine.sockets.resolve(name);
  if (addresses.length === 0) {
    out(`** server can't find ${name}: NXDOMAIN\n\n** server can't find ${name}: NXDOMAIN\n\n`);
    return 1;
  }
  const full = machine.sockets.fullName(name);
  for (const address of addresses) out(`Name:\t${full}\nAddress: ${address}\n`);
  out('\n');
  return 0;
};

/** `getent hosts` and `getent ahosts`; 2 when there is no such entry, as getent(1) says. */
export const getent: Program = async ({ argv, machine, process, out }) => {
  const [, database, name = ''] = argv;
  if (database !== 'hosts' && database !== 'ahosts' && database !== 'ahostsv4') return 2;
  await process.sleep(2);
  const addresses = machine.sockets.resolve(name);
  if (addresses.length === 0) return 2;
  const full = machine.sockets.fullName(name);
  for (const address of addresses) {
    if (database === 'hosts') out(`${address.padEnd(15)} ${full}${full === name ? '' : `  ${name}`}\n`);
    else
      for (const type of ['STREAM', 'DGRAM', 'RAW'])
        out(`${address.padEnd(15)} ${type.padEnd(6)} ${type === 'STREAM' ? name : ''}\n`);
  }
  return 0;
};
