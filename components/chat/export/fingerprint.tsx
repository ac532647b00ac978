"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { copy } from "@/components/chat/acts/copy";
import { Button } from "@/components/ui/button";

/** What became of an export: its file, and the fingerprint that tells it from any other. */
export function Fingerprint({ name, fingerprint }: { name: string; fingerprint: string }) {
  const t = useTranslations("export");
  const [isCopied, setCopied] = useState(false);
  return (
    <div role="status" className="rounded-medium bg-blue-soft px-3 py-2">
      <p className="wrap-anywhere">{t("done", { name })}</p>
      <p className="mt-2 text-[13px] font-semibold">{t("fingerprint")}</p>
      <p className="wrap-anywhere font-mono text-[13px]" data-testid="fingerprint">
        {fingerprint}
      </p>
      <Button
        look="link"
        className="max-md:min-h-12"
        onClick={async () => setCopied(await copy(fingerprint))}
      >
        {t(isCopied ? "copied" : "copy")}
      </Button>
      <p className="text-[13px]">{t("keepApart")}</p>
    </div>
  );
}
