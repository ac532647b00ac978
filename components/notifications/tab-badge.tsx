"use client";
import { useEffect } from "react";
import { badgedIcon, titleWith } from "@/lib/notifications/tab-badge";

/** How many are unread, before the tab's title and on its icon: seen also where the tab is one of many. */
export function TabBadge({ count }: { count: number }) {
  useEffect(() => {
    const icon = iconWith(count);
    // Every page that is opened brings a title and an icon of its own, later than this.
    const badge = () => {
      const title = titleWith(count, document.title);
      if (document.title !== title) document.title = title;
      if (icon && lastIcon() !== icon) document.head.append(icon);
    };
    badge();
    const observer = new MutationObserver(badge);
    observer.observe(document.head, { subtree: true, childList: true, characterData: true });
    return () => {
      observer.disconnect();
      icon?.remove();
    };
  }, [count]);
  return null;
}

/** Beside the page's own, which React must find again as it made it: of several icons a browser takes the last. */
function iconWith(count: number): HTMLLinkElement | null {
  if (count === 0) return null;
  const icon = document.createElement("link");
  icon.rel = "icon";
  icon.type = "image/svg+xml";
  icon.setAttribute("sizes", "any");
  icon.href = badgedIcon(count);
  return icon;
}

function lastIcon(): Element | undefined {
  return [...document.head.querySelectorAll('link[rel="icon"]')].at(-1);
}
