import { after } from "next/server";
import { beforeEach, expect, test, vi } from "vitest";
import { followedByWork, setAfterWrite } from "@/lib/supabase/after-write";

vi.mock("server-only", () => ({}));
vi.mock("next/server", () => ({ after: vi.fn() }));

const rest = "https://project.supabase.co/rest/v1";
const work = vi.fn(async () => undefined);
const answering = (status: number) => followedByWork(async () => new Response(null, { status }));

beforeEach(() => {
  vi.mocked(after).mockReset();
  setAfterWrite(work);
});

test.each([
  ["POST", "/tasks"],
  ["PATCH", "/tasks?id=eq.7"],
  ["DELETE", "/task_comments?id=eq.7"],
  ["POST", "/rpc/edit_message"],
  ["POST", "/rpc/confirm_document"],
])("%s %s is followed by the work", async (method, path) => {
  await answering(200)(rest + path, { method });
  expect(after).toHaveBeenCalledExactlyOnceWith(work);
});

test.each([
  ["GET", "/tasks"],
  ["HEAD", "/tasks"],
  ["POST", "/rpc/task_list"],
  ["POST", "/rpc/my_profile"],
  // The work itself: it would be followed by itself without end.
  ["POST", "/rpc/claim_pushes"],
  ["POST", "/rpc/settle_pushes"],
  ["POST", "/rpc/deliver_notifications"],
])("%s %s is not", async (method, path) => {
  await answering(200)(rest + path, { method });
  expect(after).not.toHaveBeenCalled();
});

test("what begins or ends a session is not, nor what was refused", async () => {
  await answering(200)("https://project.supabase.co/auth/v1/token", { method: "POST" });
  await answering(403)(`${rest}/tasks`, { method: "POST" });
  expect(after).not.toHaveBeenCalled();
});

test("the answer comes also where there is no request to follow", async () => {
  vi.mocked(after).mockImplementation(() => {
    throw new Error("`after` was called outside a request scope");
  });
  expect((await answering(201)(new Request(`${rest}/tasks`, { method: "POST" }))).status).toBe(201);
  expect(after).toHaveBeenCalledOnce();
});
