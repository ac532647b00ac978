import { z } from "zod";

const draftSchema = z.object({
  id: z.uuid(),
  content: z.string(),
  teams: z.string().array(),
  from: z.string(),
});

/** What somebody is about to announce. The id stays with it, so that what went out is not sent again after a reload. */
export type AnnouncementDraft = z.infer<typeof draftSchema>;

/** The part of the browser's storage that is used here. */
export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** What was written and not announced, kept for as long as the tab lives: over a reload, and on other pages of the site. */
export function createKeptDraft(shelf: Shelf, personId: string) {
  const key = `rinkside-announcement ${personId}`;
  return {
    read(): AnnouncementDraft | null {
      try {
        const kept = draftSchema.safeParse(JSON.parse(shelf.getItem(key) ?? "null"));
        return kept.success ? kept.data : null;
      } catch {
        // Not what was kept here: as if nothing had been.
        return null;
      }
    },
    write(draft: AnnouncementDraft) {
      try {
        if (draft.content !== "" || draft.teams.length > 0) shelf.setItem(key, JSON.stringify(draft));
        else shelf.removeItem(key);
      } catch (error) {
        console.warn("What is typed could not be kept", error);
      }
    },
    clear() {
      shelf.removeItem(key);
    },
  };
}

/**
 * A kept draft as it goes on where teams were picked already: the text stays, and the teams are those that the page was
 * opened for, unless it is the page that it was written on. Of teams that cannot be written to (any more) nothing is left.
 */
export function resumed(
  kept: AnnouncementDraft,
  opened: AnnouncementDraft,
  offered: ReadonlySet<string>,
): AnnouncementDraft {
  const teams = opened.from !== "" && kept.from !== opened.from ? opened.teams : kept.teams;
  return { ...kept, from: opened.from, teams: teams.filter((team) => offered.has(team)) };
}
