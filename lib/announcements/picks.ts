/** What of the requirements, and how the teams stand with them, decides here. */
type Requirements = readonly {
  id: string;
  title: string;
  cells: readonly { teamId: string; isCompleted: boolean; dueAt: string }[];
}[];

/** Teams that stand alike with a requirement, to be picked together. */
export type TeamPick = {
  requirementId: string;
  title: string;
  /** `late`: its deadline has passed for them; `open`: they have not done it, late or not. */
  standing: "late" | "open";
  teams: string[];
};

/** Whom one may want to write to about what they owe: who is late first, by deadline; nothing that nobody owes. */
export function picksOf(requirements: Requirements, now: Date): TeamPick[] {
  const picksFor = (standing: TeamPick["standing"]) =>
    requirements.flatMap(({ id, title, cells }) => {
      const teams = cells
        .filter(
          ({ isCompleted, dueAt }) =>
            !isCompleted && (standing === "open" || Date.parse(dueAt) <= now.getTime()),
        )
        .map(({ teamId }) => teamId);
      return teams.length > 0 ? [{ requirementId: id, title, standing, teams }] : [];
    });
  return [...picksFor("late"), ...picksFor("open")];
}
