import { expect, test } from "vitest";
import { cloneDatabase } from "../support/database.ts";

const { owner } = await cloneDatabase();

/** What lies before what it is about, or in days to come. */
const WRONG: Record<string, ReturnType<typeof owner>> = {
  "a requirement is asked for the past": owner`
    select title as what from public.requirements where created_at > now() or due_at <= created_at`,
  "a task is done before it was asked, or will have been done": owner`
    select title as what from public.tasks
    where created_at > now() or due_at <= created_at or completed_at <= created_at or completed_at > now()`,
  "a task is done by somebody else's team": owner`
    select t.title as what from public.tasks t join public.users u on u.id = t.completed_by
    where u.role <> 'admin' and u.team_id is distinct from t.team_id`,
  "a comment is older than its task": owner`
    select c.content as what from public.task_comments c join public.tasks t on t.id = c.task_id
    where c.created_at < t.created_at or c.created_at > now()`,
  "a page is read before it was written": owner`
    select title as what from public.pages
    where created_at > now() or edited_at < created_at or published_at < created_at or edited_at > now()`,
  "a message is yet to come": owner`select content as what from public.chat_messages where created_at > now()`,
};

test.for(Object.entries(WRONG))("nowhere in the demo %s", async ([, wrong]) => {
  expect(await wrong).toEqual([]);
});
