"use client";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import type { PageWriting } from "./use-page-writing";

/** The ways to save, what they mean, and why it was not done. */
export function SaveBar({ isDraft, writing }: { isDraft: boolean; writing: PageWriting }) {
  const t = useTranslations("pages");
  const { failure, pending, save } = writing;
  return (
    <>
      {failure && <FormMessage tone="error">{t(`refused.${failure}`)}</FormMessage>}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {isDraft ? (
          <>
            <Button type="submit" look="quiet" disabled={pending !== null}>
              {t(pending === "save" ? "form.saving" : "form.saveDraft")}
            </Button>
            <Button disabled={pending !== null} onClick={() => save("publish")}>
              {t(pending === "publish" ? "form.publishing" : "publish.act")}
            </Button>
          </>
        ) : (
          <Button type="submit" disabled={pending !== null}>
            {t(pending === "save" ? "form.saving" : "form.save")}
          </Button>
        )}
        <p className="text-[13px] text-muted">{t(isDraft ? "form.draftNote" : "form.publishedNote")}</p>
      </div>
    </>
  );
}
