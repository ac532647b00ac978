"use client";
import { EllipsisVertical, FileDown, Search } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Popover } from "@/components/ui/popover";
import { searchAddress } from "@/lib/chat/search/address";
import { ExportDialog, type ExportedTeam } from "./export/export-dialog";

const CHOICE =
  "flex min-h-12 w-full cursor-pointer items-center gap-3 rounded-medium px-2.5 py-1.5 text-left hover:bg-blue-soft";

/** What organisers do with a conversation as a whole. */
export function ConversationMenu({
  team,
  readerId,
}: {
  team: ExportedTeam & { code: string };
  readerId: string;
}) {
  const t = useTranslations("export");
  const search = useTranslations("search");
  const [isExporting, setExporting] = useState(false);
  return (
    <>
      <Popover
        label={t("menu")}
        className="inline-flex size-9 shrink-0 cursor-pointer items-center justify-center rounded-small text-muted hover:bg-blue-soft hover:text-ink max-md:-mx-2 max-md:size-12"
        button={
          <>
            <span className="sr-only">{t("menu")}</span>
            <EllipsisVertical aria-hidden="true" size={18} />
          </>
        }
      >
        <Link href={searchAddress({ team: team.code })} prefetch={false} className={`${CHOICE} md:hidden`}>
          <Search aria-hidden="true" size={18} className="shrink-0" />
          {search("openHere")}
        </Link>
        <button
          type="button"
          onClick={({ currentTarget }) => {
            // First: the focus goes back to the menu's button, and from there into the dialog and back.
            currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
            setExporting(true);
          }}
          className={CHOICE}
        >
          <FileDown aria-hidden="true" size={18} className="shrink-0" />
          <span>
            {t("open")}
            <span className="block text-[13px] text-muted">{t("openHint")}</span>
          </span>
        </button>
      </Popover>
      {isExporting && <ExportDialog team={team} readerId={readerId} onClose={() => setExporting(false)} />}
    </>
  );
}
