import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { isFor, type UploadEntry, type UploadState } from "@/lib/documents/uploads/entry";
import type { Answer, Remote } from "@/lib/documents/uploads/remote";
import { createUploads } from "@/lib/documents/uploads/uploads";

const SWEDEN = { team: "sweden", task: null };
type Step = keyof Remote;
type Call = {
  step: Step;
  name: string;
  id?: string | null;
  forMessage?: boolean | undefined;
  fail(): void;
  answer(answer: Answer<unknown>): void;
  progress(sent: number): void;
  needless: AbortSignal;
};

/** A site and a Storage whose every answer the test gives. */
function createWorld(onReady?: (entry: UploadEntry, id: string) => void) {
  const calls: Call[] = [];
  let keys = 0;
  const record = (step: Step, needless: AbortSignal, rest: Partial<Call>) => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer<never>>();
    const fail = () => reject(new Error("The network failed"));
    needless.addEventListener("abort", fail);
    calls.push({
      step,
      name: "",
      progress: () => {},
      ...rest,
      fail,
      needless,
      answer: (answer) => resolve(answer as Answer<never>),
    });
    return promise;
  };
  const remote: Remote = {
    offer: ({ id, name }, needless) => record("offer", needless, { name, ...(id !== undefined && { id }) }),
    send: ({ file, onProgress, needless }) =>
      record("send", needless, { name: (file as File).name, progress: onProgress }),
    confirm: ({ id, name, forMessage }, needless) => record("confirm", needless, { name, id, forMessage }),
  };
  const uploads = createUploads({ remote, newKey: () => `key ${++keys}`, ...(onReady && { onReady }) });
  const states = () => Object.fromEntries(uploads.getSnapshot().map(({ name, state }) => [name, state]));
  /** The last call of a step, for a file. */
  const last = (step: Step, name: string) => {
    const call = calls.findLast((one) => one.step === step && one.name === name);
    if (!call) throw new Error(`${step} of ${name} was not asked for`);
    return call;
  };
  const give = async (step: Step, name: string, answer: Answer<unknown>) => {
    last(step, name).answer(answer);
    await vi.advanceTimersByTimeAsync(0);
  };
  return {
    uploads,
    calls,
    states,
    state: (name: string): UploadState | undefined => states()[name],
    last,
    offered: (name: string, url: string | null = "https://storage.test") =>
      give("offer", name, { ok: true, value: { id: `id of ${name}`, mimeType: "application/pdf", url } }),
    sent: (name: string, answer: Answer<unknown> = { ok: true, value: null }) => give("send", name, answer),
    confirmed: (name: string, answer: Answer<unknown> = { ok: true, value: null }) =>
      give("confirm", name, answer),
    async breakOff(step: Step, name: string) {
      last(step, name).fail();
      await vi.advanceTimersByTimeAsync(0);
    },
    count: (step: Step) => calls.filter((call) => call.step === step).length,
  };
}

const pdf = (name: string, size = 100) => new File(["x".repeat(size)], name);

let world = createWorld();
beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, "warn").mockImplementation(() => {});
  world = createWorld();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});
const { add, key } = {
  add: (...names: string[]) =>
    world.uploads.add(
      SWEDEN,
      names.map((name) => pdf(name)),
    ),
  key: (name: string) => world.uploads.getSnapshot().find((entry) => entry.name === name)?.key ?? "",
};

test("a file is offered, sent, checked and done, and then leaves the list", async () => {
  add("a.pdf");
  await world.offered("a.pdf");
  world.last("send", "a.pdf").progress(43);
  expect(world.state("a.pdf")).toEqual({ at: "sending", sent: 43 });
  await world.sent("a.pdf");
  expect(world.state("a.pdf")).toEqual({ at: "checking" });
  expect(world.uploads.isBusy()).toBe(true);
  await world.confirmed("a.pdf");
  expect(world.state("a.pdf")).toEqual({ at: "done" });
  expect(world.uploads.isBusy()).toBe(false);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(world.uploads.getSnapshot()).toEqual([]);
});

test("three are sent at once, and the rest waits for its turn", async () => {
  add("a.pdf", "b.pdf", "c.pdf", "d.pdf", "e.pdf");
  expect(Object.values(world.states()).map(({ at }) => at)).toEqual([
    "sending",
    "sending",
    "sending",
    "waiting",
    "waiting",
  ]);
  await world.offered("b.pdf");
  await world.sent("b.pdf");
  expect(world.state("d.pdf")).toEqual({ at: "waiting" });
  await world.confirmed("b.pdf");
  expect(world.state("d.pdf")).toEqual({ at: "sending", sent: 0 });
  world.uploads.remove(key("a.pdf"));
  await vi.advanceTimersByTimeAsync(0);
  expect(world.state("e.pdf")).toEqual({ at: "sending", sent: 0 });
  expect(world.count("offer")).toBe(5);
});

test("what is known to be refused is said at once, sends nothing and holds up nobody", () => {
  const large = pdf("large.pdf");
  Object.defineProperty(large, "size", { value: 51 * 1024 * 1024 });
  world.uploads.add(SWEDEN, [large, pdf("page.html"), pdf("empty.pdf", 0), pdf("a.pdf")]);
  expect(world.states()).toEqual({
    "large.pdf": { at: "refused", code: "too_large" },
    "page.html": { at: "refused", code: "kind" },
    "empty.pdf": { at: "refused", code: "empty" },
    "a.pdf": { at: "sending", sent: 0 },
  });
  expect(world.calls.map(({ name }) => name)).toEqual(["a.pdf"]);
});

describe("an upload that is cut off", () => {
  test("before its address came begins anew", async () => {
    add("a.pdf");
    await world.breakOff("offer", "a.pdf");
    expect(world.state("a.pdf")).toEqual({ at: "cut", code: "network" });
    world.uploads.retry(key("a.pdf"));
    await world.offered("a.pdf");
    await world.sent("a.pdf");
    await world.confirmed("a.pdf");
    expect(world.state("a.pdf")).toEqual({ at: "done" });
  });

  test("while it is sent is tried again under the same id", async () => {
    add("a.pdf");
    await world.offered("a.pdf");
    await world.breakOff("send", "a.pdf");
    world.uploads.retry();
    expect(world.last("offer", "a.pdf").id).toBe("id of a.pdf");
  });

  test("after it had arrived unseen is not sent again", async () => {
    add("a.pdf");
    await world.offered("a.pdf");
    await world.breakOff("send", "a.pdf");
    world.uploads.retry();
    await world.offered("a.pdf", null);
    expect(world.count("send")).toBe(1);
    expect(world.state("a.pdf")).toEqual({ at: "checking" });
  });

  test("while it is checked is only confirmed again, as the same document", async () => {
    add("a.pdf");
    await world.offered("a.pdf");
    await world.sent("a.pdf");
    await world.breakOff("confirm", "a.pdf");
    expect(world.state("a.pdf")).toEqual({ at: "cut", code: "network" });
    world.uploads.retry();
    expect(world.last("confirm", "a.pdf").id).toBe("id of a.pdf");
    expect([world.count("offer"), world.count("send"), world.count("confirm")]).toEqual([1, 1, 2]);
  });

  test("and has been given up meanwhile begins from nothing", async () => {
    add("a.pdf");
    await world.offered("a.pdf");
    await world.sent("a.pdf");
    await world.confirmed("a.pdf", { ok: false, again: "gone" });
    expect(world.state("a.pdf")).toEqual({ at: "cut", code: "gone" });
    world.uploads.retry();
    expect(world.last("offer", "a.pdf").id).toBeNull();
  });

  test("makes room for the next", async () => {
    add("a.pdf", "b.pdf", "c.pdf", "d.pdf");
    await world.breakOff("offer", "a.pdf");
    expect(world.state("d.pdf")).toEqual({ at: "sending", sent: 0 });
  });
});

test.each(["offer", "send", "confirm"] as const)(
  "a refusal at %s ends it with the reason, and no new try",
  async (step) => {
    add("a.pdf");
    const refusal: Answer<never> = { ok: false, refused: "lie" };
    if (step === "offer") world.last("offer", "a.pdf").answer(refusal);
    else await world.offered("a.pdf");
    if (step === "send") await world.sent("a.pdf", refusal);
    if (step === "confirm") {
      await world.sent("a.pdf");
      await world.confirmed("a.pdf", refusal);
    }
    await vi.advanceTimersByTimeAsync(0);
    expect(world.state("a.pdf")).toEqual({ at: "refused", code: "lie" });
    world.uploads.retry();
    expect(world.state("a.pdf")).toEqual({ at: "refused", code: "lie" });
  },
);

test("too fast is waited for, and not shown as a failure", async () => {
  add("a.pdf");
  await world.offered("a.pdf");
  await world.sent("a.pdf");
  await world.confirmed("a.pdf", { ok: false, again: 7 });
  await vi.advanceTimersByTimeAsync(6_900);
  expect([world.count("confirm"), world.state("a.pdf")]).toEqual([1, { at: "checking" }]);
  await vi.advanceTimersByTimeAsync(200);
  await world.confirmed("a.pdf");
  expect(world.state("a.pdf")).toEqual({ at: "done" });
});

test.each(["offer", "send", "confirm"] as const)(
  "one that is cancelled at %s is gone, asks for nothing more and lets the next begin",
  async (step) => {
    add("a.pdf", "b.pdf", "c.pdf", "d.pdf");
    if (step !== "offer") await world.offered("a.pdf");
    if (step === "confirm") await world.sent("a.pdf");
    const { needless } = world.last(step, "a.pdf");
    world.uploads.remove(key("a.pdf"));
    await vi.advanceTimersByTimeAsync(0);
    expect(needless.aborted).toBe(true);
    expect(world.state("a.pdf")).toBeUndefined();
    expect(world.state("d.pdf")).toEqual({ at: "sending", sent: 0 });
    const before = world.calls.length;
    world.uploads.retry();
    expect(world.calls).toHaveLength(before);
  },
);

test("each page sees its own: a team's, or those of one task", () => {
  world.uploads.add(SWEDEN, [pdf("a.pdf")]);
  world.uploads.add({ team: "sweden", task: "insurance" }, [pdf("b.pdf")]);
  world.uploads.add({ team: "finland", task: null }, [pdf("c.pdf")]);
  const names = (target: typeof SWEDEN) =>
    world.uploads
      .getSnapshot()
      .filter(isFor(target))
      .map(({ name }) => name);
  expect(names(SWEDEN)).toEqual(["a.pdf"]);
});

test("on sign-out all ends", async () => {
  add("a.pdf", "b.pdf");
  await world.offered("a.pdf");
  const { needless } = world.last("send", "a.pdf");
  world.uploads.close();
  await vi.advanceTimersByTimeAsync(0);
  expect(needless.aborted).toBe(true);
  expect(world.uploads.getSnapshot()).toEqual([]);
});

test("it is known whether a page shows what becomes of a file, and that this has changed", () => {
  const heard = vi.fn();
  add("a.pdf");
  const [entry] = world.uploads.getSnapshot();
  if (!entry) throw new Error("Nothing was taken");
  world.uploads.subscribe(heard);
  expect(world.uploads.isShown(entry)).toBe(false);
  const ends = [SWEDEN, { ...SWEDEN }, { ...SWEDEN, task: "of it" }].map(world.uploads.showing);
  expect(heard).toHaveBeenCalledTimes(3);
  expect(world.uploads.isShown(entry)).toBe(true);
  ends[0]?.();
  expect(world.uploads.isShown(entry)).toBe(true);
  ends[1]?.();
  expect(world.uploads.isShown(entry)).toBe(false);
});

test("a file for a message is told to whoever writes it, in the order of choosing, and leaves the list at once", async () => {
  const ready: unknown[] = [];
  world = createWorld((entry, id) => ready.push([id, entry.name, entry.at]));
  const { uploads, last } = world;
  vi.setSystemTime(1_000);
  uploads.add({ ...SWEDEN, isForMessage: true }, [pdf("a.pdf"), pdf("b.pdf")]);
  uploads.add(SWEDEN, [pdf("c.pdf")]);
  for (const name of ["b.pdf", "a.pdf", "c.pdf"]) {
    await world.offered(name);
    await world.sent(name);
    await world.confirmed(name);
  }
  expect(ready).toEqual([
    ["id of b.pdf", "b.pdf", 1_001],
    ["id of a.pdf", "a.pdf", 1_000],
  ]);
  expect(world.states()).toEqual({ "c.pdf": { at: "done" } });
  expect(last("confirm", "a.pdf").forMessage).toBe(true);
  expect(last("confirm", "c.pdf").forMessage).toBeUndefined();
});
