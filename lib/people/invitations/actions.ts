"use server";
import { refresh } from "next/cache";
import { z } from "zod";
import { supabaseForReader } from "@/lib/supabase/server";
import { type Refusal, refusalOf } from "../refusal";
import { sendInvitation } from "./mail";
import { type Invite, inviteSchema } from "./schema";

/** The invitation stands either way: a mail that could not be sent can be sent again. */
export type Invited = { ok: true; email: string; isMailed: boolean } | Refusal;

/** Invites an address to a team or to the organisers, and mails the link. */
export async function invitePerson(input: Invite): Promise<Invited> {
  const parsed = inviteSchema.safeParse(input);
  if (!parsed.success) return { ok: false, code: "invalid" };
  const { email, to } = parsed.data;
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase
    .rpc("invite_person", {
      email,
      role: to === "organisers" ? "admin" : "member",
      ...(to !== "organisers" && { team_id: to }),
    })
    .single();
  if (error) return refusalOf(error, status, "invite_person");
  const isMailed = await sendInvitation(email, data.token);
  refresh();
  return { ok: true, email, isMailed };
}

/** Mails a new link, valid for seven days from now; the one before is dead. */
export async function resendInvitation(id: string): Promise<Invited> {
  const invitation = z.uuid().safeParse(id);
  if (!invitation.success) return { ok: false, code: "invalid" };
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase
    .rpc("renew_invitation", { invitation: invitation.data })
    .single();
  if (error) return refusalOf(error, status, "renew_invitation");
  const isMailed = await sendInvitation(data.email, data.token);
  refresh();
  return { ok: true, email: data.email, isMailed };
}

/** Takes an invitation back: its link opens nothing any more. */
export async function revokeInvitation(id: string): Promise<{ ok: true } | Refusal> {
  const invitation = z.uuid().safeParse(id);
  if (!invitation.success) return { ok: false, code: "invalid" };
  const supabase = await supabaseForReader();
  const { error, status } = await supabase.rpc("revoke_invitation", { invitation: invitation.data });
  if (error) return refusalOf(error, status, "revoke_invitation");
  refresh();
  return { ok: true };
}
