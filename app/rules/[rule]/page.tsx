import type { Metadata } from 'next';
import { RulePage } from '@/components/rules';
import { rules } from '@/lib/validation';

interface Props {
  params: Promise<{ rule: string }>;
}

export const dynamicParams = false;

export function generateStaticParams() {
  return rules.map(({ id }) => ({ rule: id }));
}

async function ruleOf({ params }: Props) {
  const { rule: id } = await params;
  const rule = rules.find((one) => one.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return rule;
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const rule = await ruleOf(props);
  return { title: rule.title.replaceAll('`', ''), description: rule.why.replaceAll('`', '').slice(0, 160) };
}

export default async function Page(props: Props) {
  return <RulePage rule={await ruleOf(props)} />;
}
