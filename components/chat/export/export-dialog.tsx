"use client";
import { Braces, type LucideIcon, Printer } from "lucide-react";
import { useState, useTransition } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormMessage } from "@/components/ui/form-message";
import { FORMATS, type Format } from "@/lib/chat/export/file";
import { type ExportFailure, requestExport } from "@/lib/chat/export/request";
import { Fingerprint } from "./fingerprint";
import { save } from "./save";

const ICONS: Record<Format, LucideIcon> = { html: Printer, json: Braces };

export type ExportedTeam = { readonly id: string; readonly name: string };

type Outcome = { name: string; fingerprint: string } | { refused: ExportFailure };

/** Gives a conversation out as a file, and says by which fingerprint it is known. */
export function ExportDialog({
  team,
  readerId,
  onClose,
}: {
  team: ExportedTeam;
  readerId: string;
  onClose: () => void;
}) {
  const t = useTranslations("export");
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [working, setWorking] = useState<Format | null>(null);
  const [pending, start] = useTransition();
  const give = (format: Format) => {
    setOutcome(null);
    setWorking(format);
    start(async () => {
      const answer = await requestExport(team.id, readerId, format);
      if (!answer.ok) return setOutcome({ refused: answer.code });
      save(answer.file, answer.name);
      setOutcome(answer);
    });
  };
  return (
    <Dialog title={t("title", { team: team.name })} onClose={onClose}>
      <p className="mt-2">{t("text")}</p>
      <p className="mt-2 text-muted">{t("recorded")}</p>
      <ul className="mt-4 flex flex-col gap-2">
        {FORMATS.map((format) => {
          const Icon = ICONS[format];
          return (
            <li key={format}>
              <button
                type="button"
                // What has the focus keeps it: it is not disabled.
                aria-disabled={pending}
                onClick={() => !pending && give(format)}
                className="flex min-h-12 w-full cursor-pointer items-center gap-3 rounded-medium border border-line px-3 py-2 text-left hover:bg-blue-soft aria-disabled:cursor-default aria-disabled:text-muted"
              >
                <Icon aria-hidden="true" size={20} strokeWidth={1.8} className="shrink-0 text-blue" />
                <span>
                  <b className="block font-semibold">
                    {t(pending && working === format ? "working" : `format.${format}`)}
                  </b>
                  <span className="block text-[13px] text-muted">{t(`hint.${format}`)}</span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {outcome && (
        <div className="mt-4">
          {"refused" in outcome ? (
            <FormMessage tone="error">{t(`refused.${outcome.refused}`)}</FormMessage>
          ) : (
            <Fingerprint {...outcome} />
          )}
        </div>
      )}
      <div className="mt-5 flex justify-end">
        <Button look="quiet" onClick={onClose} className="min-h-11">
          {t("close")}
        </Button>
      </div>
    </Dialog>
  );
}
