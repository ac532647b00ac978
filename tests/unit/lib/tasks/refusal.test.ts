import type { PostgrestError } from "@supabase/supabase-js";
import { expect, test } from "vitest";
import messages from "@/lib/i18n/messages/en.json";
import { refusalOf } from "@/lib/tasks/refusal";

const error = (details: string) => ({ details }) as PostgrestError;

test.each([
  ["not_of_team", 400],
  ["team_archived", 403],
  ["withdrawn", 409],
] as const)("what the database calls %s has a sentence of its own", (name, status) => {
  expect(refusalOf(error(name), status, "assignTask")).toEqual({ ok: false, code: name });
  expect(messages.tasks.refused[name]).toBeTruthy();
});

test("whoever is too fast is told when to try again", () => {
  expect(refusalOf(error("12"), 429, "setTaskStatus")).toEqual({
    ok: false,
    code: "too_fast",
    retryAfterSeconds: 12,
  });
});
