import type { Metadata } from 'next';
import { RulesPage } from '@/components/rules';
import { rules } from '@/lib/validation';

export const metadata: Metadata = {
  title: 'What the editor looks for',
  description: 'Every rule of the editor: what it finds, why it matters, and where the behaviour comes from.',
};

export default function Page() {
  return <RulesPage rules={rules} />;
}
