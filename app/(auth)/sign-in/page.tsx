import type { Metadata } from "next";
import { SignInForm } from "@/components/people/sign-in-form";
import { Mark } from "@/components/ui/mark";
import { translator } from "@/lib/i18n/translator";

export function generateMetadata(): Metadata {
  return { title: translator()("signIn.title") };
}

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const t = translator();
  const { next, reason } = await searchParams;
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-6 px-5 py-10">
      <div className="flex items-center gap-3">
        <span className="rounded-large bg-rail p-2">
          <Mark size={44} />
        </span>
        <div>
          <p className="font-board text-3xl leading-none font-semibold">{t("product.name")}</p>
          <p className="mt-1 text-[13px] text-muted">{t("product.claim")}</p>
        </div>
      </div>
      <section className="w-full max-w-sm rounded-large border border-line bg-sheet p-6 shadow-sheet">
        <h1 className="mb-4 text-2xl">{t("signIn.title")}</h1>
        <SignInForm next={typeof next === "string" ? next : undefined} expired={reason === "expired"} />
      </section>
      <p className="max-w-sm text-center text-[13px] text-muted">{t("signIn.invitationOnly")}</p>
    </main>
  );
}
