import { Notice } from "@/components/ui/notice";
import { translator } from "@/lib/i18n/translator";

/** A link that is none: cut off on its way, or replaced by a newer one. */
export default function UnknownInvitation() {
  const t = translator();
  return (
    <Notice title={t("invitation.unknown.title")} text={t("invitation.unknown.text")}>
      <a href="/sign-in" className="font-medium text-blue hover:underline">
        {t("invitation.signIn")}
      </a>
    </Notice>
  );
}
