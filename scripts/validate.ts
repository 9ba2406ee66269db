import { main } from '@/lib/validation/cli/main';
import { compose } from './workspaces';

process.exitCode = await main(process.argv.slice(2), compose);
