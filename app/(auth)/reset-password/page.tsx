import type { Metadata } from "next";
import Link from "next/link";
import { FrontDoor } from "@/components/people/front-door";
import { AskForm } from "@/components/people/links/ask-form";
import { ResetForm } from "@/components/people/links/reset-form";
import { translator } from "@/lib/i18n/translator";

export function generateMetadata(): Metadata {
  return {
    title: translator()("mailedLink.reset.title"),
    referrer: "strict-origin",
    robots: { index: false, follow: false },
  };
}

/** Asks for a mail, or is what its link leads to; a token counts with the form, and never by opening the link. */
export default async function ResetPasswordPage({ searchParams }: PageProps<"/reset-password">) {
  const t = translator();
  const { token_hash: tokenHash } = await searchParams;
  if (typeof tokenHash === "string" && tokenHash !== "")
    return (
      <FrontDoor title={t("mailedLink.reset.title")}>
        <ResetForm tokenHash={tokenHash} />
      </FrontDoor>
    );
  return (
    <FrontDoor
      title={t("mailedLink.recovery.title")}
      note={
        <Link href="/sign-in" className="font-medium text-blue hover:underline">
          {t("mailedLink.toSignIn")}
        </Link>
      }
    >
      <p className="mb-4 text-muted">{t("mailedLink.recovery.text")}</p>
      <AskForm kind="recovery" />
    </FrontDoor>
  );
}
