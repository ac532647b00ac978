import { z } from "zod";
import type { Team } from "../schema";

/** A person as the organisers' list has them. */
export type DirectoryPerson = {
  id: string;
  fullName: string;
  role: "admin" | "member";
  /** Null for organisers, and for a member who was taken off their team. */
  teamId: string | null;
  createdAt: string;
  deactivatedAt: string | null;
};

export type DirectoryTeam = Team & { isArchived: boolean };

export type Directory = { people: DirectoryPerson[]; teams: DirectoryTeam[] };

/** What an organiser does to a person; each is a function of the database with the same rules for every client. */
export const changeSchema = z.discriminatedUnion("act", [
  // With the team that the organiser saw them in.
  z.object({ act: z.literal("move"), person: z.uuid(), from: z.uuid().nullable(), team: z.uuid() }),
  z.object({ act: z.literal("promote"), person: z.uuid() }),
  z.object({ act: z.literal("demote"), person: z.uuid(), team: z.uuid() }),
  z.object({ act: z.literal("deactivate"), person: z.uuid() }),
  z.object({ act: z.literal("reactivate"), person: z.uuid() }),
]);
export type Change = z.infer<typeof changeSchema>;
export type Act = Change["act"];

/** What can be done to a person as they are now. */
export function actsFor({ role, deactivatedAt }: DirectoryPerson): readonly Act[] {
  if (deactivatedAt) return ["reactivate"];
  return role === "admin" ? ["demote", "deactivate"] : ["move", "promote", "deactivate"];
}

/** What the address of the list asks for: part of a name, and whom to show: one group (a kind, or a team's code), or "deactivated". */
export const filterSchema = z.object({
  q: z.string().trim().max(80).catch(""),
  show: z.string().max(20).catch(""),
});
export type Filter = z.infer<typeof filterSchema>;
