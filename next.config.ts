import type { NextConfig } from "next";

const config: NextConfig = {
  // The tests build into a folder of their own, beside whatever is running.
  distDir: process.env.RINKSIDE_BUILD_DIR ?? ".next",
  typedRoutes: true,
  poweredByHeader: false,
  // Loaded as it is: bundled, it would have Node warn of what its own authors are to mend.
  serverExternalPackages: ["web-push"],
  agentRules: false,
  // In development too, no log holds a link that came by mail, or what was typed into a form; nor a line for every minute.
  logging: {
    incomingRequests: { ignore: [/\/(invitation|reset-password|sign-in\/link)\b/, /^\/api\/cron\//] },
    serverFunctions: false,
  },
  // In its usual corner it would cover the way out.
  devIndicators: { position: "bottom-right" },
  // A phone on the same network may open a developer's site by its address.
  allowedDevOrigins: ["*.local", "192.168.*.*", "10.*.*.*"],
};

export default config;
