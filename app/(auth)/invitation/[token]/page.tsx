import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ClosedInvitation } from "@/components/people/invitations/closed-invitation";
import { InvitationForm } from "@/components/people/invitations/invitation-form";
import { InvitationHeading } from "@/components/people/invitations/invitation-heading";
import { OtherAddress } from "@/components/people/invitations/other-address";
import { Brand } from "@/components/ui/brand";
import { translator } from "@/lib/i18n/translator";
import { readInvitation, signedInAddress } from "@/lib/people/invitations/queries";

export function generateMetadata(): Metadata {
  return {
    title: translator()("invitation.title"),
    referrer: "strict-origin",
    robots: { index: false, follow: false },
  };
}

/** Only tells: an invitation is followed by the form, and never by opening its link. */
export default async function InvitationPage({ params }: PageProps<"/invitation/[token]">) {
  const t = translator();
  const { token } = await params;
  const [invitation, address] = await Promise.all([readInvitation(token), signedInAddress()]);
  if (!invitation) notFound();
  if (invitation.state !== "open")
    return <ClosedInvitation invitation={invitation} state={invitation.state} />;
  if (address !== null && address !== invitation.email.toLowerCase())
    return <OtherAddress token={token} invited={invitation.email} signedIn={address} />;

  const isSignedIn = address !== null;
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-6 px-5 py-10">
      <Brand name={t("product.name")} claim={t("product.claim")} />
      <section className="w-full max-w-md overflow-hidden rounded-large border border-line bg-sheet shadow-sheet">
        <InvitationHeading invitation={invitation} isSignedIn={isSignedIn} />
        <div className="p-6">
          <InvitationForm token={token} email={invitation.email} isSignedIn={isSignedIn} />
        </div>
      </section>
      <p className="max-w-md text-center text-[13px] text-muted">
        {t("invitation.notYou", { email: invitation.email })}
      </p>
    </main>
  );
}
