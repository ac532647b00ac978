import { expect, test } from "vitest";
import { withoutView } from "@/lib/http/view-header";

const at = (path: string) => new URL(path, "https://rinkside.example");

test("what only the browser shows is no part of the address under which the tasks are rendered", () => {
  const apart = withoutView(at("/tasks?view=list&show=open&team=SWE"));
  expect(apart?.url.href).toBe("https://rinkside.example/tasks?view=list");
  expect(apart?.view).toBe("view=list&show=open&team=SWE");
  expect(withoutView(at("/tasks"))).toMatchObject({ view: "" });
});

test("nor is what the inbox shows beside a conversation", () => {
  for (const path of ["/chat", "/chat/SWE", "/chat/SWE/12"]) {
    const apart = withoutView(at(`${path}?show=waiting&team=fin`));
    expect(apart?.url.href).toBe(`https://rinkside.example${path}`);
    expect(apart?.view).toBe("show=waiting&team=fin");
  }
});

test("every other page is rendered as it is asked for", () => {
  expect(withoutView(at("/tasks/copy?show=open"))).toBeNull();
  expect(withoutView(at("/chat/search?q=bus&team=SWE"))).toBeNull();
  expect(withoutView(at("/documents?team=SWE"))).toBeNull();
});
