import type { MetadataRoute } from "next";

/** For home screens: an iPhone shows notifications of sites that were put there, and of no others. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: "Rinkside",
    short_name: "Rinkside",
    start_url: "/",
    display: "standalone",
    background_color: "#f7fbff",
    theme_color: "#12214a",
    icons: [
      { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
      // Without round corners, so that systems can cut their own shape out of it.
      { src: "/icon-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
  };
}
