import type { Page } from "@playwright/test";

/** A team's part of the list of people, or the organisers'. */
export const group = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

/** Picks an act in a person's dialog, and a team where it asks for one; gives the dialog. */
export async function choose(organiser: Page, person: string, act: string, team?: string) {
  await organiser.getByRole("button", { name: `Change ${person}` }).click();
  const dialog = organiser.getByRole("dialog", { name: person });
  await dialog.getByRole("radio", { name: act }).check();
  if (team) await dialog.getByLabel("Team", { exact: true }).selectOption({ label: team });
  return dialog;
}
