import { Mark } from "@/components/ui/mark";
import { Plate } from "@/components/ui/plate";
import { translator } from "@/lib/i18n/translator";
import type { Invitation } from "@/lib/people/invitations/schema";

/** Who invites whom to what. */
export function InvitationHeading({
  invitation,
  isSignedIn,
}: {
  invitation: Invitation;
  isSignedIn: boolean;
}) {
  const t = translator();
  const {
    team_code: code,
    team_name: team,
    primary_colour: primary,
    secondary_colour: secondary,
  } = invitation;
  const isTeam = invitation.role === "member" && code && team && primary && secondary;
  return (
    <header>
      <div
        aria-hidden="true"
        className="h-3"
        style={
          isTeam
            ? { background: primary, boxShadow: `inset 0 -4px 0 ${secondary}` }
            : { background: "var(--rail)", boxShadow: "inset 0 -4px 0 var(--red)" }
        }
      />
      <div className="flex items-center gap-4 px-6 pt-6">
        {isTeam ? (
          <Plate code={code} primary={primary} secondary={secondary} size="large" />
        ) : (
          <span className="rounded-large bg-rail p-2">
            <Mark size={48} />
          </span>
        )}
        <div className="min-w-0">
          <p className="text-muted">{invitation.tournament_name}</p>
          <h1 className="wrap-anywhere text-3xl">
            {isTeam ? t("invitation.heading.team", { team }) : t("invitation.heading.organisers")}
          </h1>
        </div>
      </div>
      <p className="px-6 pt-4 text-pretty">
        {t("invitation.from", {
          name: invitation.invited_by_name,
          place: isTeam ? team : t("invitation.organisers"),
        })}{" "}
        {t(isSignedIn ? "invitation.chooseName" : "invitation.choose")}
      </p>
    </header>
  );
}
