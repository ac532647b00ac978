"use client";
import { ChevronLeft } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { ChangedMeanwhile } from "@/components/ui/changed-meanwhile";
import { TextField } from "@/components/ui/text-field";
import { difference } from "@/lib/pages/difference";
import { type Page, SLUG_MAX_LENGTH, TITLE_MAX_LENGTH } from "@/lib/pages/schema";
import { BodyField } from "./body-field";
import { Preview } from "./preview";
import { SaveBar } from "./save-bar";
import { usePageWriting } from "./use-page-writing";

/** Writes a page: the text on one side, and how it will be read on the other. On a phone one after the other. */
export function PageEditor({
  personId,
  page,
  freshId,
}: {
  personId: string;
  /** Null for a new one. */
  page: Page | null;
  /** Under which a new one is stored. */
  freshId: string;
}) {
  const t = useTranslations("pages");
  const writing = usePageWriting({ personId, page, freshId });
  const { fields, set, problemOf, conflicts } = writing;
  const [side, setSide] = useState<"write" | "preview">("write");
  const isAddressFixed = page?.wasPublished ?? false;
  // What is typed while it is being saved would be neither in what is saved nor seen as missing there.
  const isSaving = writing.pending !== null;
  return (
    <div className="mx-auto flex max-w-[80rem] flex-col gap-4 px-4 pt-3 pb-8 md:px-8 md:pt-5">
      <Link
        href={(page ? `/pages/${page.slug}` : "/pages") as Route}
        className="inline-flex items-center gap-1 self-start py-1 font-medium text-blue hover:underline"
      >
        <ChevronLeft aria-hidden="true" size={18} />
        {page ? t("form.back") : t("all")}
      </Link>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-3xl wrap-anywhere">
          {page ? t("form.edit", { title: page.title }) : t("form.new")}
        </h1>
        <fieldset className="flex rounded-medium border border-line bg-sheet p-0.5 lg:hidden">
          <legend className="sr-only">{t("form.sides")}</legend>
          {(["write", "preview"] as const).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={side === one}
              onClick={() => setSide(one)}
              className="cursor-pointer rounded-small px-3 py-1.5 font-medium text-muted aria-pressed:bg-blue-soft aria-pressed:text-ink"
            >
              {t(`form.${one}`)}
            </button>
          ))}
        </fieldset>
      </div>
      {writing.isRestored && (
        <div
          role="status"
          className="flex flex-wrap items-center gap-x-4 rounded-medium bg-blue-soft px-3 py-2"
        >
          <p>{t("form.restored")}</p>
          <Button look="link" disabled={isSaving} onClick={writing.discard}>
            {t("form.discard")}
          </Button>
        </div>
      )}
      <div className="grid gap-6 lg:grid-cols-2">
        <form
          noValidate
          className={`${side === "preview" ? "hidden" : "flex"} min-w-0 flex-col gap-4 lg:flex`}
          onSubmit={(event) => {
            event.preventDefault();
            writing.save("save");
          }}
        >
          <TextField
            label={t("form.title")}
            error={problemOf("title")}
            value={fields.title}
            readOnly={isSaving}
            required
            maxLength={TITLE_MAX_LENGTH}
            autoComplete="off"
            onChange={(event) => set("title", event.target.value)}
          />
          <TextField
            label={t("form.slug")}
            hint={t(isAddressFixed ? "form.slugFixed" : "form.slugHint", { slug: fields.slug || "…" })}
            error={problemOf("slug")}
            value={fields.slug}
            readOnly={isAddressFixed || isSaving}
            required
            maxLength={SLUG_MAX_LENGTH}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => set("slug", event.target.value)}
          />
          <BodyField
            value={fields.body}
            error={problemOf("body")}
            isReadOnly={isSaving}
            onChange={(body) => set("body", body)}
          />
          {conflicts.length > 0 && (
            <ChangedMeanwhile
              fields={conflicts.map((field) => {
                const [theirs, mine] = difference(writing.before[field], fields[field]);
                return { label: t(`form.${field}`), theirs, mine };
              })}
              onTakeTheirs={writing.takeTheirs}
            />
          )}
          <SaveBar isDraft={page?.status !== "published"} writing={writing} />
        </form>
        <Preview isShown={side === "preview"} title={fields.title} body={fields.body} />
      </div>
    </div>
  );
}
