"use client";
import { useId } from "react";
import { useTranslations } from "use-intl";
import type { Directory } from "@/lib/people/directory/schema";
import type { OpenInvitation } from "@/lib/people/invitations/schema";
import { OpenInvitationRow } from "./open-invitation-row";

/** Who was invited and has not come yet. */
export function OpenInvitations({
  invitations,
  directory: { people, teams },
}: {
  invitations: OpenInvitation[];
  directory: Directory;
}) {
  const t = useTranslations("people.open");
  const headingId = useId();
  return (
    <section
      id="awaited"
      aria-labelledby={headingId}
      className="scroll-mt-4 overflow-hidden rounded-large border border-line bg-sheet shadow-sheet"
    >
      <header className="flex items-center justify-between border-b border-line px-4 py-3">
        <h2 id={headingId} className="text-xl">
          {t("title")}
        </h2>
        {invitations.length > 0 && (
          <span className="rounded-full bg-red px-2 font-board text-[14px] leading-5 text-on-red">
            <span aria-hidden="true">{invitations.length}</span>
            <span className="sr-only">{t("count", { count: invitations.length })}</span>
          </span>
        )}
      </header>
      {invitations.length === 0 ? (
        <p className="px-4 py-5 text-muted">{t("none")}</p>
      ) : (
        <ul className="divide-y divide-line">
          {invitations.map((invitation) => (
            <OpenInvitationRow
              key={invitation.id}
              invitation={invitation}
              team={teams.find(({ id }) => id === invitation.team_id)}
              inviter={people.find(({ id }) => id === invitation.invited_by)?.fullName}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
