/** @type {import('next').NextConfig} */
const config = {
  // Plain files that any web server or CDN can serve; there is no server of ours to break into.
  output: 'export',
  reactStrictMode: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  // `npm run types` checks every file, tests and scripts too; once is enough.
  typescript: { ignoreBuildErrors: true },
};

export default config;
