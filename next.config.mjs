/** @type {import('next').NextConfig} */
const config = {
  // Plain files that any web server or CDN can serve; there is no server of ours to break into.
  output: 'export',
  reactStrictMode: true,
  poweredByHeader: false,
  images: { unoptimized: true },
};

export default config;
