import { readFile } from "node:fs/promises";
import { devices, expect, type Page } from "@playwright/test";
import { openDatabase, teamId, userId } from "./support/database";
import { download, handedIn, removeDocuments } from "./support/documents";
import { arrive, messages, signIn } from "./support/people";
import { test } from "./support/test";

const { defaultBrowserType: _, ...phone } = devices["Pixel 7"];
const sql = openDatabase();
const CZECHIA = teamId("CZE");

test.describe.configure({ timeout: 120_000 });
test.afterAll(() => sql.end());

const rows = (page: Page) => page.getByRole("list", { name: "Documents" }).getByRole("listitem");
const numbered = (number: number) => `Game sheet ${String(number).padStart(4, "0")}.pdf`;

/** So many documents of Czechia, the first of them the newest. A list asks for no files. */
const fill = (many: number) => sql`
  insert into public.documents
    (id, team_id, uploaded_by, uploader_name, name, storage_path, size_bytes, mime_type, uploaded_at)
  select id, ${CZECHIA}, ${userId("czechia")}, 'Petr Novák', 'Game sheet ' || lpad(n::text, 4, '0') || '.pdf',
    ${`${CZECHIA}/`} || id, 1000, 'application/pdf', now() - n * interval '1 minute'
  from generate_series(1, ${many}::integer) n cross join lateral (select gen_random_uuid() as id where n > 0) given`;

for (const [size, options] of Object.entries({ desktop: {}, phone }))
  test.describe(`on a ${size}`, () => {
    test.use(options);

    test("what the demo's teams have handed in is there, at its task too, and downloads as it was", async ({
      page,
    }) => {
      await signIn(page, "sweden");
      await page.goto("/documents");
      const sheet = "Team list Sweden.csv";
      await expect(handedIn(page, sheet)).toContainText("Anna Lindqvist");
      await expect(handedIn(page, "Medical forms, 23 of 25.pdf")).toContainText("Erik Nyström");
      expect((await download(page, sheet)).content).toEqual(
        await readFile("supabase/demo/team-list-sweden.csv"),
      );
      await handedIn(page, "Jerseys, front and back.png")
        .getByRole("link", { name: "for Jersey colours" })
        .click();
      await expect(page.getByRole("heading", { level: 1, name: "Jersey colours" })).toBeVisible();
      expect((await download(page, "Jerseys, front and back.png")).content).toEqual(
        await readFile("supabase/demo/jerseys-sweden.png"),
      );
    });

    test("what came with a message leads to the conversation, for the team and for organisers", async ({
      page,
      browser,
    }) => {
      const roster = "Roster with the new numbers.xlsx";
      const organiser = await arrive(browser, "admin");
      await organiser.goto("/documents?team=LAT");
      await signIn(page, "latvia");
      await page.goto("/documents");
      for (const one of [page, organiser]) {
        await handedIn(one, roster)
          .getByRole("link", { name: /^with message #/ })
          .click();
        await expect(messages(one).filter({ hasText: "We uploaded the new roster." })).toBeVisible();
      }
    });

    test("a long list grows where it ends, and what is older than a full one stands on a page of its own", async ({
      page,
    }) => {
      await fill(1_150);
      try {
        await signIn(page, "czechia");
        await page.goto("/documents");
        await expect(page.getByText("100 of 1150")).toBeVisible();
        await expect(rows(page)).toHaveCount(100);
        const more = page.getByRole("link", { name: "Show more" });
        await more.click();
        await expect(page).toHaveURL("/documents?rows=200");
        await expect(page.getByText("200 of 1150")).toBeVisible();
        await expect(rows(page)).toHaveCount(200);
        // Whoever has read to the end reads on there.
        await expect(handedIn(page, numbered(101))).toBeInViewport();

        await page.goto("/documents?rows=1000");
        // A thousand rows take a moment.
        await expect(page.getByText("1000 of 1150")).toBeVisible({ timeout: 30_000 });
        await expect(more).toBeHidden();
        await page.getByRole("link", { name: "Show older ones" }).click();
        await expect(page).toHaveURL("/documents?from=1000", { timeout: 30_000 });
        await expect(page.getByText("1001 to 1100 of 1150")).toBeVisible();
        await expect(rows(page).first()).toContainText(numbered(1_001));
        await expect(page.getByRole("heading", { level: 1 })).toBeInViewport();
        await more.click();
        await expect(page.getByText("1001 to 1150 of 1150")).toBeVisible();
        await expect(rows(page).last()).toContainText(numbered(1_150));
        await expect(page.getByRole("link", { name: /Show/ })).toHaveCount(0);
        await page.getByRole("link", { name: "Back to the newest" }).click();
        await expect(rows(page).first()).toContainText(numbered(1));
        await expect(page.getByRole("heading", { level: 1 })).toBeInViewport();
      } finally {
        await removeDocuments(sql, [CZECHIA]);
      }
    });
  });
