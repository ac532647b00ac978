import { z } from "zod";
import { timeZoneNamed } from "@/lib/i18n/time-zone";
import { fullNameSchema } from "../name";
import { PASSWORD_MIN_LENGTH } from "./limits";

/** 32 random bytes in base64url; what is no token is not even looked up. */
export const tokenSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

const timestamp = z.iso.datetime({ offset: true });

/** What an invitation says to whoever holds its link. */
export const invitationSchema = z.object({
  state: z.enum(["open", "expired", "revoked", "accepted"]),
  email: z.string(),
  role: z.enum(["admin", "member"]),
  team_code: z.string().nullable(),
  team_name: z.string().nullable(),
  primary_colour: z.string().nullable(),
  secondary_colour: z.string().nullable(),
  tournament_name: z.string(),
  invited_by_name: z.string(),
});
export type Invitation = z.infer<typeof invitationSchema>;

/** An invitation that nobody has followed yet, as the organisers' list has it. */
export const openInvitationSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  team_id: z.uuid().nullable(),
  invited_by: z.uuid(),
  /** When its newest link was made. */
  sent_at: timestamp,
  expires_at: timestamp,
});
export type OpenInvitation = z.infer<typeof openInvitationSchema>;

/** Whom to invite, and to what: a team's id, or "organisers". */
export const inviteSchema = z.object({
  email: z.email().max(254),
  to: z.union([z.literal("organisers"), z.uuid()]),
});
export type Invite = z.infer<typeof inviteSchema>;

/** Auth refuses more, because bcrypt reads no more. */
const PASSWORD_MAX_BYTES = 72;

export const passwordSchema = z
  .string()
  .min(PASSWORD_MIN_LENGTH, "password_short")
  .refine((text) => new TextEncoder().encode(text).length <= PASSWORD_MAX_BYTES, "password_long");

/** What is asked of who comes in. Zone and language are the browser's own; they can be changed later. */
export const arrivalSchema = z.object({
  fullName: fullNameSchema,
  timeZone: z.string().transform((name) => timeZoneNamed(name) ?? "UTC"),
  locale: z.string().transform(storedLocale),
});

/** A browser's language as it is stored: with its region where that is a country. "zh-Hans-CN" is "zh-CN". */
function storedLocale(tag: string): string {
  try {
    const { language, region } = new Intl.Locale(tag);
    if (!/^[a-z]{2}$/.test(language)) return "en";
    return region && /^[A-Z]{2}$/.test(region) ? `${language}-${region}` : language;
  } catch {
    return "en";
  }
}
