import type { Metadata } from "next";
import { FrontDoor } from "@/components/people/front-door";
import { SignInForm } from "@/components/people/sign-in-form";
import { translator } from "@/lib/i18n/translator";

export function generateMetadata(): Metadata {
  return { title: translator()("signIn.title") };
}

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const t = translator();
  const { next, reason } = await searchParams;
  return (
    <FrontDoor title={t("signIn.title")} note={t("signIn.invitationOnly")}>
      <SignInForm next={typeof next === "string" ? next : undefined} expired={reason === "expired"} />
    </FrontDoor>
  );
}
