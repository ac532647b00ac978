import { z } from "zod";

export const signInSchema = z.object({
  email: z.email(),
  password: z.string().min(1),
  next: z.string().optional(),
});

/** Why a sign-in did not succeed; each has its sentence in the catalogue (`signIn.error.*`). */
export type SignInError = "incomplete" | "no_match" | "too_fast" | "unavailable";

/** The person at the other end, as Postgres knows them at this moment. */
export type Person = {
  id: string;
  fullName: string;
  role: "admin" | "member";
  timeZone: string;
  locale: string;
  team: Team | null;
  tournamentName: string;
};

export type Team = { id: string; code: string; name: string; primaryColour: string; secondaryColour: string };
