"use client";
import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import type { DirectoryTeam } from "@/lib/people/directory/schema";
import { type Invited, invitePerson } from "@/lib/people/invitations/actions";
import { answerOf } from "../answer";
import { Refused } from "../refused";

/** Invites one address after the other: it stays open, with what became of the last one said. */
export function InviteDialog({
  teams,
  teamId,
  onClose,
}: {
  teams: DirectoryTeam[];
  /** The team to begin with, or "". */
  teamId: string;
  onClose: () => void;
}) {
  const t = useTranslations("people.invite");
  const router = useRouter();
  const email = useRef<HTMLInputElement>(null);
  const [invited, setInvited] = useState<Invited | null>(null);
  const [pending, start] = useTransition();
  // The answer comes before the list behind is up to date.
  const isSending = pending && invited === null;

  const send = async (form: HTMLFormElement) => {
    setInvited(null);
    const fields = new FormData(form);
    const answer = await answerOf(
      invitePerson({ email: String(fields.get("email")).trim(), to: String(fields.get("to")) }),
    );
    setInvited(answer);
    if (answer.ok && email.current) email.current.value = "";
    email.current?.focus();
  };

  const close = () => {
    // What was refused, or got no answer, may have been done: the list shows what is true now.
    if (invited?.ok === false) router.refresh();
    onClose();
  };

  return (
    <Dialog title={t("title")} onClose={close}>
      <p className="mt-1 text-muted">{t("text")}</p>
      <form
        className="mt-4 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          start(() => send(form));
        }}
      >
        <TextField
          ref={email}
          label={t("email")}
          name="email"
          type="email"
          required
          autoComplete="off"
          maxLength={254}
        />
        <SelectField label={t("to")} name="to" required defaultValue={teamId}>
          <option value="">{t("choose")}</option>
          <option value="organisers">{t("organisers")}</option>
          <optgroup label={t("teams")}>
            {teams
              .filter(({ isArchived }) => !isArchived)
              .map((team) => (
                <option key={team.id} value={team.id}>
                  {team.name}
                </option>
              ))}
          </optgroup>
        </SelectField>
        {invited?.ok && (
          <p
            role="status"
            className={`wrap-anywhere rounded-medium px-3 py-2 ${invited.isMailed ? "bg-blue-soft" : "bg-amber-soft"}`}
          >
            {t(invited.isMailed ? "sent" : "unsent", { email: invited.email })}
          </p>
        )}
        <Refused code={invited?.ok === false ? invited.code : null} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button look="quiet" onClick={close}>
            {t(invited?.ok ? "done" : "cancel")}
          </Button>
          <Button type="submit" disabled={isSending}>
            {isSending ? t("sending") : t("send")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
