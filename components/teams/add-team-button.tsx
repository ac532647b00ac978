"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { TeamDialog } from "./team-dialog";

/** @param timeZone the tournament's, with which a new team's begins */
export function AddTeamButton({ timeZone }: { timeZone: string }) {
  const t = useTranslations("teams");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button className="inline-flex items-center gap-2" onClick={() => setOpen(true)}>
        <Plus aria-hidden="true" size={18} />
        {t("add")}
      </Button>
      {isOpen && <TeamDialog team={null} timeZone={timeZone} onClose={() => setOpen(false)} />}
    </>
  );
}
