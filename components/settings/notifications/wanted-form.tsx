"use client";
import { useActionState } from "react";
import { useTranslations } from "use-intl";
import { answering } from "@/components/people/answering";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import type { NotificationType } from "@/lib/notifications/schema";
import { saveWanted, type WantedState } from "@/lib/notifications/settings/actions";

const save = answering(
  saveWanted,
  (previous, form): WantedState => ({
    ...previous,
    error: "unavailable",
    wanted: form.getAll("wanted") as NotificationType[],
  }),
);

/** What the reader wants to be told of. @param types what they can be told of at all */
export function WantedForm({ types, muted }: { types: NotificationType[]; muted: NotificationType[] }) {
  const t = useTranslations("settings.notifications");
  const nothingYet: WantedState = {
    error: null,
    wanted: types.filter((type) => !muted.includes(type)),
    saved: 0,
  };
  const [{ error, wanted, saved }, action, pending] = useActionState(save, nothingYet);
  return (
    <form action={action} className="flex flex-col gap-4">
      {error && <FormMessage tone="error">{t(`error.${error}`)}</FormMessage>}
      {/* What the form resets falls back to what it began with: so it begins anew. */}
      <ul key={wanted.join()} aria-label={t("title")} className="-mx-2 flex flex-col">
        {types.map((type) => (
          <li key={type}>
            <label className="flex min-h-11 cursor-pointer items-start gap-3 rounded-medium px-2 py-2 hover:bg-blue-soft">
              <input type="hidden" name="shown" value={type} />
              <input
                type="checkbox"
                name="wanted"
                value={type}
                defaultChecked={wanted.includes(type)}
                className="mt-0.5 size-4.5 shrink-0 accent-blue"
              />
              <span>
                <span className="font-medium">{t(`type.${type}.name`)}</span>
                <span className="block text-[13px] text-muted">{t(`type.${type}.text`)}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" disabled={pending}>
          {pending ? t("saving") : t("save")}
        </Button>
        <p role="status" className="text-muted">
          {!pending && !error && saved > 0 && t("saved")}
        </p>
      </div>
    </form>
  );
}
