import { expect, test } from "vitest";
import { withoutView } from "@/lib/tasks/view-header";

const at = (path: string) => new URL(path, "https://rinkside.example");

test("what only the browser shows is no part of the address under which the tasks are rendered", () => {
  const apart = withoutView(at("/tasks?view=list&show=open&team=SWE"));
  expect(apart?.url.href).toBe("https://rinkside.example/tasks?view=list");
  expect(apart?.view).toBe("view=list&show=open&team=SWE");
  expect(withoutView(at("/tasks"))).toMatchObject({ view: "" });
});

test("every other page is rendered as it is asked for", () => {
  expect(withoutView(at("/tasks/copy?show=open"))).toBeNull();
  expect(withoutView(at("/chat/SWE?team=SWE"))).toBeNull();
});
