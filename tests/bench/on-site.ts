import { execa } from "execa";

/** Runs the measurements against a started site, those of a browser first, and ends it. */
const site = execa("next", ["start"], {
  preferLocal: true,
  stdio: ["ignore", "ignore", "inherit"],
  reject: false,
});
try {
  await answers(`http://localhost:${process.env.PORT}/api/health`);
  await import("./send-to-seen.ts");
  await import("./open-conversation.ts");
  await import("./inbox.ts");
  await import("./announce.ts");
  await import("./deliver-notifications.ts");
  await import("./search.ts");
} finally {
  site.kill("SIGTERM");
  await site;
}

async function answers(url: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The site did not answer at ${url} within 30 s.`);
}
