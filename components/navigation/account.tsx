"use client";
import { CircleUser } from "lucide-react";
import Link from "next/link";
import { useId, useRef } from "react";
import { useTranslations } from "use-intl";
import { SignOutButton } from "@/components/people/sign-out-button";
import type { Person } from "@/lib/people/schema";
import { ENTRY } from "./entry";

/** Who is signed in here, what they may set, and the way out. A native popover: it closes with Escape and a click elsewhere. */
export function Account({ person }: { person: Person }) {
  const t = useTranslations();
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  return (
    <div className="flex min-w-0 flex-1 md:mt-auto md:flex-none">
      <button type="button" popoverTarget={id} className={`${ENTRY} cursor-pointer`}>
        <CircleUser aria-hidden="true" size={20} strokeWidth={1.8} />
        {t("navigation.account")}
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
        {/* It leads to a page within this one, which closes nothing by itself. */}
        <Link
          href="/settings"
          onClick={() => menu.current?.hidePopover()}
          className="mt-3 block rounded-medium border border-line px-4 py-2 text-center font-medium hover:bg-blue-soft"
        >
          {t("navigation.settings")}
        </Link>
        <SignOutButton
          role={person.role}
          className="mt-2 w-full cursor-pointer rounded-medium border border-line px-4 py-2 font-medium hover:bg-blue-soft disabled:opacity-60"
        />
      </div>
    </div>
  );
}
