"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { askBeforeLeaving } from "@/components/live/before-leaving";
import { answerOf } from "@/components/people/answer";
import { announce } from "@/lib/announcements/actions";
import { type AnnouncementDraft, createKeptDraft, resumed } from "@/lib/announcements/draft";
import { type AnnounceRefusalCode, newAnnouncementSchema } from "@/lib/announcements/schema";
import { newId } from "@/lib/http/new-id";

const joined = (earlier: string, later: string) =>
  later.startsWith(earlier) ? later : `${earlier}\n${later}`;

export type Refusal = { code: AnnounceRefusalCode; id: string };

/** What is about to be announced, kept over a reload, and sent once however often it is tried. */
export function useAnnouncing(
  personId: string,
  opened: AnnouncementDraft,
  offered: readonly { id: string }[],
) {
  const t = useTranslations("announcements");
  const router = useRouter();
  const [draft, setDraft] = useState(opened);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const [kept, setKept] = useState<ReturnType<typeof createKeptDraft> | null>(null);
  const [isDone, setDone] = useState(false);
  const [isPending, start] = useTransition();
  const [first] = useState({ opened, offered: new Set(offered.map(({ id }) => id)) });

  useEffect(() => {
    const found = createKeptDraft(sessionStorage, personId);
    const before = found.read();
    // What was typed before the page came to life is the latest.
    if (before)
      setDraft((typed) => {
        const kept = resumed(before, first.opened, first.offered);
        return typed.content === "" ? kept : { ...kept, content: joined(kept.content, typed.content) };
      });
    setKept(found);
  }, [personId, first]);
  useEffect(() => {
    if (!isDone) kept?.write(draft);
  }, [kept, draft, isDone]);
  useEffect(() => askBeforeLeaving(() => !isDone && draft.content.trim() !== ""), [draft.content, isDone]);

  // A team may be archived while it is picked.
  const picked = new Set(offered.map(({ id }) => id).filter((id) => draft.teams.includes(id)));
  const input = { id: draft.id, content: draft.content, teams: [...picked] };

  const refuse = (code: AnnounceRefusalCode) => {
    setRefused({ code, id: draft.id });
    // What stands here now is something else than what went out under this id.
    if (code === "announced_already") setDraft({ ...draft, id: newId() });
  };
  const send = async () => {
    setRefused(null);
    const answer = await answerOf(announce(input));
    if (!answer.ok) return refuse(answer.code);
    setDone(true);
    kept?.clear();
    toast.success(t("form.done", { count: picked.size }));
    start(() => router.push(`/admin/announcements/${draft.id}` as Route));
  };

  return {
    content: draft.content,
    picked,
    refused,
    isPending: isPending || isDone,
    write: (content: string) => setDraft((current) => ({ ...current, content })),
    pick: (teams: ReadonlySet<string>) => setDraft((current) => ({ ...current, teams: [...teams] })),
    /** Whether it can be sent as it stands; what is missing is said. */
    check(): boolean {
      setRefused(null);
      const parsed = newAnnouncementSchema.safeParse(input);
      if (parsed.success) return true;
      refuse(parsed.error.issues.some(({ path }) => path[0] === "content") ? "misspelt" : "no_teams");
      return false;
    },
    send: () => start(send),
  };
}
