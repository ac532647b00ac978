"use client";
import { CircleUser, Menu } from "lucide-react";
import Link from "next/link";
import { useId, useRef } from "react";
import { useTranslations } from "use-intl";
import { SignOutButton } from "@/components/people/sign-out-button";
import type { Person } from "@/lib/people/schema";
import { ENTRY } from "./entry";

const WAY = "block rounded-medium border border-line px-4 py-2 text-center font-medium hover:bg-blue-soft";

/**
 * Who is signed in here, what they may set, and the way out; for organisers on a phone also what the bar has no room for.
 * A native popover: it closes with Escape and a click elsewhere.
 */
export function Account({ person }: { person: Person }) {
  const t = useTranslations();
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const isMore = person.role === "admin";
  // They lead to pages within this one, which closes nothing by itself.
  const close = () => menu.current?.hidePopover();
  return (
    <div className="flex min-w-0 flex-1 md:mt-auto md:flex-none">
      <button type="button" popoverTarget={id} className={`${ENTRY} cursor-pointer`}>
        <span className={`contents ${isMore ? "max-md:hidden" : ""}`}>
          <CircleUser aria-hidden="true" size={20} strokeWidth={1.8} />
          {t("navigation.account")}
        </span>
        {isMore && (
          <span className="contents md:hidden">
            <Menu aria-hidden="true" size={20} strokeWidth={1.8} />
            {t("navigation.more")}
          </span>
        )}
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        className="fixed top-auto right-4 bottom-20 left-auto m-0 w-64 rounded-large border border-line bg-sheet p-4 text-ink shadow-sheet md:right-auto md:bottom-4 md:left-22"
      >
        <p className="font-semibold">{person.fullName}</p>
        <p className="text-[13px] text-muted">
          {person.team ? person.team.name : t(`role.${person.role}`)} · {person.tournamentName}
        </p>
        <div className="mt-3 flex flex-col gap-2">
          {isMore && (
            <Link href="/admin/people" onClick={close} className={`${WAY} md:hidden`}>
              {t("navigation.admin")}
            </Link>
          )}
          <Link href="/settings" onClick={close} className={WAY}>
            {t("navigation.settings")}
          </Link>
        </div>
        <SignOutButton
          role={person.role}
          className="mt-2 w-full cursor-pointer rounded-medium border border-line px-4 py-2 font-medium hover:bg-blue-soft disabled:opacity-60"
        />
      </div>
    </div>
  );
}
