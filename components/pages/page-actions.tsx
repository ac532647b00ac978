"use client";
import { Pencil } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { answerOf } from "@/components/people/answer";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { publishPage, takeBackPage } from "@/lib/pages/actions";
import type { PageFailureCode } from "@/lib/pages/refusal";
import type { Page } from "@/lib/pages/schema";
import { DeleteDialog } from "./delete-dialog";

/** What an organiser can do to a page that they look at. */
export function PageActions({ page }: { page: Page }) {
  const t = useTranslations("pages");
  const [refused, setRefused] = useState<PageFailureCode | null>(null);
  const [isDeleting, setDeleting] = useState(false);
  const [pending, start] = useTransition();
  const { id, revision, slug, title, status, wasPublished } = page;
  const isDraft = status === "draft";
  const move = async () => {
    setRefused(null);
    const answer = await answerOf(isDraft ? publishPage({ id, revision }) : takeBackPage({ id, revision }));
    if (!answer.ok) return setRefused(answer.code);
    toast.success(t(isDraft ? "publish.done" : "takeBack.done", { title }));
  };
  return (
    <div className="flex flex-col gap-3 border-y border-line py-3">
      {isDraft && <p className="text-muted">{t(wasPublished ? "takeBack.text" : "publish.text")}</p>}
      <div className="flex flex-wrap items-center gap-2">
        <Link
          href={`/pages/${slug}/edit` as Route}
          className="inline-flex items-center gap-2 rounded-medium border border-line bg-sheet px-4 py-2 font-medium hover:bg-blue-soft"
        >
          <Pencil aria-hidden="true" size={16} />
          {t("edit")}
        </Link>
        <Button look={isDraft ? "primary" : "quiet"} disabled={pending} onClick={() => start(move)}>
          {t(pending ? "working" : isDraft ? "publish.act" : "takeBack.act")}
        </Button>
        {isDraft && !wasPublished && (
          <Button look="link" className="px-2" onClick={() => setDeleting(true)}>
            {t("delete.act")}
          </Button>
        )}
      </div>
      {refused && <FormMessage tone="error">{t(`refused.${refused}`)}</FormMessage>}
      {isDeleting && <DeleteDialog page={page} onClose={() => setDeleting(false)} />}
    </div>
  );
}
