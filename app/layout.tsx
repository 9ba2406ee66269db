import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { DataDialog } from '@/components/progress';
import { Footer, Header, OFFLINE_SCRIPT, Ready, THEME_SCRIPT } from '@/components/ui';
import { atkinson, jetbrains } from './fonts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Argo CD, Day by Day', template: '%s · Argo CD, Day by Day' },
  description:
    'Learn GitOps by doing it: a lesson a day, in a browser tab, with an editor that knows your YAML.',
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf7' },
    { media: '(prefers-color-scheme: dark)', color: '#0f1417' },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${atkinson.variable} ${jetbrains.variable}`} suppressHydrationWarning>
      <body className="flex min-h-screen flex-col">
        {/* Before the first paint, so that a theme chosen by hand does not flash. Its hash stands in the policy. */}
        <script>{THEME_SCRIPT}</script>
        {process.env.NODE_ENV === 'production' && <script>{OFFLINE_SCRIPT}</script>}
        <a
          href="#main"
          className="sr-only z-50 bg-raised px-4 py-2 text-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          Skip to the text
        </a>
        <Header />
        {children}
        <Footer>
          <DataDialog />
        </Footer>
        <Ready />
      </body>
    </html>
  );
}
