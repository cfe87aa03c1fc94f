const isStaticExport = process.env.STATIC_EXPORT === "1";

/**
 * Headers that every response of the Node server carries. The Content-Security-Policy is not among them:
 * it needs the hashes of the built pages' inline scripts, so lib/host adds it after the build.
 */
const securityHeaders = [
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Embedder-Policy", value: "require-corp" },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "no-referrer" },
];

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  ...(isStaticExport
    ? { output: "export", basePath: process.env.NEXT_PUBLIC_BASE ?? "", trailingSlash: true }
    : { headers: async () => [{ source: "/:path*", headers: securityHeaders }] }),
};

export default config;
