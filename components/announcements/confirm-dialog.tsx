"use client";
import { useFormatter, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

/** Says what goes out to whom, before it does: it cannot be called back from many at once. */
export function ConfirmDialog({
  content,
  teams,
  isAll,
  onClose,
  onConfirm,
}: {
  content: string;
  teams: { id: string; name: string }[];
  isAll: boolean;
  onClose: () => void;
  onConfirm: () => void;
}) {
  const t = useTranslations("announcements.confirm");
  const format = useFormatter();
  return (
    <Dialog title={t("title", { count: teams.length })} onClose={onClose}>
      <blockquote
        dir="auto"
        className="wrap-anywhere mt-3 line-clamp-6 border-l-2 border-blue pl-3 whitespace-pre-wrap text-muted"
      >
        {content}
      </blockquote>
      <p className="mt-3 text-pretty">
        {isAll ? t("all") : t("some", { teams: format.list(teams.map(({ name }) => name)) })}
      </p>
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button look="quiet" className="min-h-12" onClick={onClose}>
          {t("back")}
        </Button>
        <Button className="min-h-12" onClick={onConfirm}>
          {t("send", { count: teams.length })}
        </Button>
      </div>
    </Dialog>
  );
}
