"use client";
import { Fragment } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { KEYS } from "./keys";

const KEY =
  "inline-block min-w-7 rounded-[6px] border border-line bg-ice px-1.5 text-center text-[13px] leading-6 font-medium";

/** All keys of a conversation. */
export function HelpSheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations("chat.help");
  return (
    <Dialog title={t("title")} onClose={onClose}>
      {(["writing", "reading", "anywhere"] as const).map((part) => (
        <section key={part} aria-label={t(part)}>
          <h3 className="mt-4 mb-1 text-[16px] text-muted">{t(part)}</h3>
          <dl className="flex flex-col gap-1.5">
            {KEYS[part].map(({ keys, does }) => (
              <div key={does} className="flex flex-wrap items-baseline justify-between gap-x-4">
                <dt className="flex-1 basis-36">{t(does)}</dt>
                <dd className="shrink-0">
                  {keys.map((combination, index) => (
                    <Fragment key={combination.join()}>
                      {index > 0 && <span className="px-1 text-[13px] text-muted">{t("or")}</span>}
                      {combination.map((key, place) => (
                        <Fragment key={key}>
                          {place > 0 && " + "}
                          <kbd className={KEY}>{key}</kbd>
                        </Fragment>
                      ))}
                    </Fragment>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <div className="mt-5 flex justify-end">
        <Button look="quiet" autoFocus onClick={onClose}>
          {t("close")}
        </Button>
      </div>
    </Dialog>
  );
}
