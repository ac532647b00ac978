"use client";
import type { Route } from "next";
import Link from "next/link";
import { useFormatter, useTranslations } from "use-intl";
import { TwoClocks } from "@/components/ui/deadline";
import type { AskedAlready as Asked } from "@/lib/tasks/requirements/schema";

/** What an earlier try has asked after all, where its answer was lost and something else stands in the form now. */
export function AskedAlready({ asked, href, venueZone }: { asked: Asked; href: Route; venueZone: string }) {
  const t = useTranslations("requirements.form.already");
  const format = useFormatter();
  const { title, dueAt, teams } = asked;
  const names = format.list(teams.map(({ name }) => name));
  return (
    <div role="alert" className="flex flex-col gap-1 rounded-medium bg-amber-soft px-3 py-2.5">
      <p className="font-semibold">{t("title")}</p>
      <p className="wrap-anywhere">
        {t("asked", { title, count: teams.length, teams: names })}{" "}
        <TwoClocks at={dueAt} venueZone={venueZone} />
      </p>
      <p>{t("text")}</p>
      <SeeAsked href={href} />
    </div>
  );
}

/** Leads to what was asked, beside this page: what stands in its form is not asked yet. */
export function SeeAsked({ href }: { href: Route }) {
  const t = useTranslations("requirements.form");
  return (
    <Link
      href={href}
      target="_blank"
      className="inline-flex min-h-12 items-center self-start font-medium text-blue underline-offset-2 hover:underline"
    >
      {t("seeFirst")}
    </Link>
  );
}
