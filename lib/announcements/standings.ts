import type { AnnouncedTeam } from "./schema";

/** How teams stand with an announcement; whoever has answered has seen it, whatever their marks say. */
export function standingsOf<T extends Pick<AnnouncedTeam, "seenAt" | "answer">>(teams: readonly T[]) {
  return {
    unseen: teams.filter(({ seenAt, answer }) => !seenAt && !answer),
    /** Seen, and not answered. */
    unanswered: teams.filter(({ seenAt, answer }) => seenAt && !answer),
    answered: teams.filter(({ answer }) => answer),
  };
}
