import { Notice } from "@/components/ui/notice";
import { translator } from "@/lib/i18n/translator";

export default function NotFound() {
  const t = translator();
  return (
    <Notice title={t("notFound.title")} text={t("notFound.text")}>
      {/* A whole new page: the middleware knows where this reader's start is. */}
      <a href="/" className="font-medium text-blue hover:underline">
        {t("notFound.home")}
      </a>
    </Notice>
  );
}
