import { expect, test } from "vitest";
import { discard, enqueue, nextStep, type Outbox, setState, withoutStored } from "@/lib/chat/outbox";
import { ConversationModel } from "./conversation-model";

function written(...contents: string[]): Outbox {
  return contents.reduce<Outbox>(
    (outbox, content, index) => enqueue(outbox, { id: `id-${index}`, content, writtenAt: index }),
    [],
  );
}

const sends = (outbox: Outbox, now = 0) => {
  const step = nextStep(outbox, now);
  return step && "send" in step ? step.send.content : step;
};

test("what was written first is sent first, one at a time", () => {
  const outbox = written("first", "second");
  expect(sends(outbox)).toBe("first");
  expect(sends(setState(outbox, "id-0", { kind: "sending" }))).toBeNull();
  expect(sends(discard(outbox, "id-0"))).toBe("second");
});

test("what waits holds up what was written after it, until its time has come", () => {
  const outbox = setState(written("first", "second"), "id-0", {
    kind: "waiting",
    reason: "too_fast",
    until: 5_000,
  });
  expect(sends(outbox, 4_999)).toEqual({ at: 5_000 });
  expect(sends(outbox, 5_000)).toBe("first");
});

test("a refused message stands aside and keeps its text", () => {
  const outbox = setState(written("first", "second"), "id-0", { kind: "refused", reason: "forbidden" });
  expect(sends(outbox)).toBe("second");
  expect(outbox[0]?.content).toBe("first");
});

test("a message that has arrived by another way is not shown twice", () => {
  const stored = new ConversationModel().send();
  const outbox = enqueue(written("other"), { id: stored.id, content: "message 1", writtenAt: 2 });
  expect(withoutStored(outbox, new Map([[stored.id, stored]])).map(({ content }) => content)).toEqual([
    "other",
  ]);
});
