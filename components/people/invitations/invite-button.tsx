"use client";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { DirectoryTeam } from "@/lib/people/directory/schema";
import { InviteDialog } from "./invite-dialog";

/** Opens the form that invites somebody: to one team, or to whatever is picked there. */
export function InviteButton({ teams, team }: { teams: DirectoryTeam[]; team?: DirectoryTeam }) {
  const t = useTranslations("people.invite");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {team ? (
        <Button look="link" aria-label={t("buttonTo", { team: team.name })} onClick={() => setOpen(true)}>
          {t("button")}
        </Button>
      ) : (
        <Button className="inline-flex items-center gap-2" onClick={() => setOpen(true)}>
          <UserPlus aria-hidden="true" size={18} />
          {t("button")}
        </Button>
      )}
      {isOpen && <InviteDialog teams={teams} teamId={team?.id ?? ""} onClose={() => setOpen(false)} />}
    </>
  );
}
