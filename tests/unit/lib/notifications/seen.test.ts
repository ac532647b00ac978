import { expect, test } from "vitest";
import type { NotificationType } from "@/lib/notifications/schema";
import { isSeen } from "@/lib/notifications/seen";
import { example } from "./example";

const task = "/tasks/7";
const ofSweden = { items: [{ title: "Line-up", team_code: "SWE" }], team_code: "SWE" };

test.each<[NotificationType, string, string, boolean]>([
  ["task_assigned", task, "/tasks", true],
  ["task_assigned", task, "/tasks?show=open", true],
  ["task_assigned", task, "/tasks?show=done", false],
  ["task_assigned", task, "/tasks?show=overdue", false],
  ["task_assigned", task, "/tasks?show=mine", false],
  ["task_assigned", "/tasks?show=open", "/tasks?show=done", false],
  ["task_completed", task, "/tasks", false],
  ["task_completed", task, "/tasks?view=list", true],
  ["task_completed", task, "/tasks?view=list&show=done&team=SWE", true],
  ["task_completed", task, "/tasks?view=list&show=open", false],
  ["task_completed", task, "/tasks?view=list&team=FIN", false],
  ["document_uploaded", "/documents?team=SWE", "/documents", true],
  ["document_uploaded", "/documents?team=SWE", "/documents?rows=200", true],
  ["document_uploaded", "/documents?team=SWE", "/documents?team=SWE", true],
  ["document_uploaded", "/documents?team=SWE", "/documents?team=FIN", false],
  ["document_uploaded", "/documents?team=SWE", "/documents?q=insurance", false],
  ["document_uploaded", "/documents?team=SWE", "/documents?team=SWE&q=insurance", false],
  ["document_uploaded", "/documents?team=SWE", "/documents?from=1000", false],
  ["page_published", "/pages/arrival", "/pages", true],
  ["page_published", "/pages/arrival", "/tasks", false],
  ["task_comment", task, "/tasks", false],
  ["task_comment", task, task, true],
  ["task_comment", task, "/tasks/8", false],
])("%s that leads to %s is seen by who is at %s: %s", (type, link, here, expected) => {
  const { pathname: path, search } = new URL(here, "http://localhost");
  expect(isSeen(example({ type, link, params: ofSweden }), { path, search })).toBe(expected);
});

test("a list of one team does not show what several have done", () => {
  const params = { items: [{ team_code: "SWE" }, { team_code: "FIN" }] };
  const of = (search: string) =>
    isSeen(example({ type: "task_completed", itemCount: 2, params }), { path: "/tasks", search });
  expect(of("?view=list&team=SWE")).toBe(false);
  expect(of("?view=list")).toBe(true);
});
