import { Notice } from "@/components/ui/notice";
import { ReloadButton } from "@/components/ui/reload-button";
import { translator } from "@/lib/i18n/translator";

/** Shown in the place of any page while Supabase cannot be reached; the address stays, so a reload leads there. */
export default function UnavailablePage() {
  const t = translator();
  return (
    <Notice title={t("unavailable.title")} text={t("unavailable.text")}>
      <ReloadButton label={t("unavailable.retry")} everySeconds={10} />
    </Notice>
  );
}
