import type { Metadata } from 'next';
import { FidelityPage } from '@/components/fidelity';
import { areas } from '@/content/fidelity';

export const metadata: Metadata = {
  title: 'Where the lab differs',
  description: 'Every place where the lab behaves otherwise than a real cluster and a real Argo CD.',
};

export default function Page() {
  return <FidelityPage areas={areas} />;
}
