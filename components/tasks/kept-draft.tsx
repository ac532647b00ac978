"use client";
import { useParams } from "next/navigation";
import { useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import { CONTROL, Field } from "@/components/ui/field";
import { draftOf } from "./comment-drafts";

/** What somebody was writing about a task that has gone meanwhile: theirs to take elsewhere. */
export function KeptDraft({ readerId }: { readerId: string }) {
  const t = useTranslations("tasks.gone");
  const { id } = useParams<{ id: string }>();
  const content = useSyncExternalStore(
    never,
    () => draftOf(id, readerId).content,
    () => "",
  );
  if (content === "") return null;
  return (
    <div className="w-full max-w-[26rem] text-left">
      <Field label={t("kept")}>
        {(control) => <textarea {...control} readOnly rows={3} value={content} className={CONTROL} />}
      </Field>
    </div>
  );
}

const never = () => () => undefined;
