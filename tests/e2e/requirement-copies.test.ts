import { expect } from "@playwright/test";
import { openDatabase } from "./support/database";
import { asked, MARK, openPage, removeAsked, typed } from "./support/requirements";
import { test } from "./support/test";

const sql = openDatabase();
test.afterEach(() => removeAsked(sql));
test.afterAll(() => sql.end());

test("what was asked before is asked again with its dates moved, on the same time of the venue's clock", async ({
  browser,
}) => {
  await asked(sql, `${MARK} wash`, -20, ["SWE", "FIN"]);
  await asked(sql, `${MARK} wax`, -18, ["SWE"]);
  const [first] = await sql<{ due_at: Date }[]>`
    select due_at from public.requirements where title = ${`${MARK} wash`}`;
  const organiser = await openPage(browser, "/tasks/copy");
  for (const one of ["wash", "wax"])
    await organiser.getByRole("checkbox", { name: new RegExp(`^${MARK} ${one}`) }).check();
  await organiser.getByLabel("Days later").fill("19");
  const preview = organiser.getByRole("region", { name: "The new dates" });
  await expect(preview.getByRole("listitem").first()).toContainText("has passed");
  await organiser.getByRole("button", { name: /^Ask 12 teams for these 2/ }).click();
  await expect(organiser.getByText(/One of the new dates has passed/)).toBeVisible();

  const day = typed(7, "00:00").slice(0, 10);
  await organiser.getByLabel("First deadline on").fill(day);
  await expect(organiser.getByLabel("Days later")).toHaveValue("27");
  await expect(preview).not.toContainText("has passed");
  await organiser.getByLabel(/^All \d+ teams/).uncheck();
  for (const team of ["Sweden", "Canada"])
    await organiser.getByRole("checkbox", { name: team, exact: true }).check();
  await organiser.getByRole("button", { name: "Ask 2 teams for these 2" }).click();
  await expect(organiser.getByText("2 requirements are asked of 2 teams.")).toBeVisible();

  const copies = await sql<{ due_at: Date; asked: number }[]>`
    select r.due_at, count(*)::int as asked from public.requirements r join public.tasks t on t.requirement_id = r.id
    where r.title like ${`${MARK}%`} and r.due_at > now() group by r.id order by r.due_at`;
  expect(copies.map((copy) => copy.asked)).toEqual([2, 2]);
  const clock = (at: Date | undefined) => at?.toLocaleString("sv", { timeZone: "Europe/Zurich" });
  expect(clock(copies[0]?.due_at)?.slice(0, 10)).toBe(day);
  expect(clock(copies[0]?.due_at)?.slice(10)).toBe(clock(first?.due_at)?.slice(10));
});

test("who chooses more than can be asked at once is told how many", async ({ browser }) => {
  await sql`
    insert into public.requirements (title, due_at, created_by)
    select ${MARK} || ' part ' || n, now() + interval '9 days', id
    from generate_series(1, 201) n, (select id from public.users where role = 'admin' limit 1) organiser`;
  const organiser = await openPage(browser, "/tasks/copy");
  await organiser
    .getByRole("checkbox", { name: /^All \d{3}$/ })
    .first()
    .check();
  await organiser.getByRole("button", { name: /^Ask 12 teams/ }).click();
  await expect(organiser.getByRole("alert").filter({ hasText: "At most 200" })).toContainText(
    /you have chosen 2\d\d/,
  );
});
