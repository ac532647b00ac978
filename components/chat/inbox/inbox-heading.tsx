"use client";
import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl";
import { follow, show } from "@/components/ui/address";
import { SearchInput } from "@/components/ui/search-input";
import { VIEWS, type View } from "@/lib/chat/inbox/views";
import { useInboxQuery } from "./inbox-context";

/**
 * Which conversations are listed. Links, as the views of tasks are: each can be sent to somebody, works without a script,
 * and asks nothing of the site.
 */
export function InboxHeading({ counts }: { counts: Record<View, number> }) {
  const t = useTranslations("inbox");
  const path = usePathname();
  const { view, search, addressOf } = useInboxQuery();
  return (
    <div className="border-b border-line">
      <search className="block px-3 pt-2.5">
        <form action={path} onSubmit={(event) => event.preventDefault()}>
          {view !== "all" && <input type="hidden" name="show" value={view} />}
          <SearchInput
            name="team"
            label={t("search")}
            value={search}
            onChange={({ currentTarget }) =>
              show(addressOf(path, { search: currentTarget.value }), "replaceState")
            }
          />
        </form>
      </search>
      <nav aria-label={t("views.label")} className="flex justify-between gap-1 px-2">
        {VIEWS.map((one) => (
          <a
            key={one}
            href={addressOf(path, { view: one })}
            aria-current={one === view ? "page" : undefined}
            data-works-offline
            onClick={follow}
            className="flex min-h-12 items-center gap-1.5 border-b-2 border-transparent px-1.5 text-[14px] font-medium whitespace-nowrap text-muted hover:text-ink aria-[current=page]:border-blue aria-[current=page]:text-ink"
          >
            {t(`views.${one}`)}
            <span
              className={`font-board text-[16px] font-semibold ${one === "waiting" && counts.waiting > 0 ? "text-red" : ""}`}
            >
              {counts[one]}
            </span>
          </a>
        ))}
      </nav>
    </div>
  );
}
