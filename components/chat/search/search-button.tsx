"use client";
import { Search } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { searchAddress } from "@/lib/chat/search/address";

/**
 * Leads to the search, in one conversation or in all; also by Ctrl or ⌘ + Shift + F, wherever one is.
 * @param team the code of the one
 * @param isInMenuOnPhones whether a menu beside it leads there too, where there is little room
 * @param hasKey whether the key is this one's: of two on a screen it is one's alone
 */
export function SearchButton({
  team,
  hasKey,
  isInMenuOnPhones = false,
}: {
  team?: string;
  hasKey: boolean;
  isInMenuOnPhones?: boolean;
}) {
  const t = useTranslations("search");
  const router = useRouter();
  const address = searchAddress({ team });
  useEffect(() => {
    if (!hasKey) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "f" || !event.shiftKey || event.altKey || event.isComposing) return;
      if (!(event.ctrlKey || event.metaKey) || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      router.push(address);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [hasKey, address, router]);
  return (
    <Link
      href={address}
      prefetch={false}
      aria-label={t(team ? "openHere" : "open")}
      aria-keyshortcuts={hasKey ? "Control+Shift+F" : undefined}
      title={t("hint")}
      className={`-my-1 inline-flex size-12 shrink-0 items-center justify-center rounded-small text-muted hover:bg-blue-soft hover:text-ink md:my-0 md:size-9 ${isInMenuOnPhones ? "max-md:hidden" : ""}`}
    >
      <Search aria-hidden="true" size={18} />
    </Link>
  );
}
