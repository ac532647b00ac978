import type { Metadata, Route } from "next";
import Link from "next/link";
import { FrontDoor } from "@/components/people/front-door";
import { AskForm } from "@/components/people/links/ask-form";
import { SignInLinkForm } from "@/components/people/links/sign-in-link-form";
import { translator } from "@/lib/i18n/translator";

export function generateMetadata(): Metadata {
  return {
    title: translator()("mailedLink.follow.title"),
    referrer: "strict-origin",
    robots: { index: false, follow: false },
  };
}

/** Asks for a mail, or is what its link leads to; a token counts with the button, and never by opening the link. */
export default async function SignInLinkPage({ searchParams }: PageProps<"/sign-in/link">) {
  const t = translator();
  const query = await searchParams;
  const given = (name: string) => (typeof query[name] === "string" && query[name] ? query[name] : undefined);
  const [tokenHash, next] = [given("token_hash"), given("next")];
  if (tokenHash)
    return (
      <FrontDoor title={t("mailedLink.follow.title")}>
        <SignInLinkForm tokenHash={tokenHash} redirectTo={given("redirect_to")} />
      </FrontDoor>
    );
  const back = (next ? `/sign-in?${new URLSearchParams({ next })}` : "/sign-in") as Route;
  return (
    <FrontDoor
      title={t("mailedLink.signIn.title")}
      note={
        <Link href={back} className="font-medium text-blue hover:underline">
          {t("mailedLink.withPassword")}
        </Link>
      }
    >
      <p className="mb-4 text-muted">{t("mailedLink.signIn.text")}</p>
      <AskForm kind="signIn" next={next} />
    </FrontDoor>
  );
}
