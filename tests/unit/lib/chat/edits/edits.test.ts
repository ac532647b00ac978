import { afterEach, expect, test, vi } from "vitest";
import { createEdits } from "@/lib/chat/edits/edits";
import type { ChangeResult, EditInput, Message } from "@/lib/chat/schema";
import { entry, messageOf, TEAM, uuid } from "../outbox/examples";

const stored = (over: Partial<Message> = {}): Message => {
  const { id, teamId, content } = entry(1);
  return { ...messageOf({ id, teamId, content }), ...over };
};

/** One tab's edits, and a site whose answers the test gives. */
function open() {
  const asked: { input: EditInput; answer(result: ChangeResult): void; fail(): void }[] = [];
  const edits = createEdits({
    action: (input) =>
      new Promise((resolve, reject) => {
        asked.push({ input, answer: resolve, fail: () => reject(new Error("no network")) });
      }),
  });
  const onStored = vi.fn();
  return { edits, asked, onStored, save: () => edits.save(TEAM, [], onStored) };
}

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("what is saved is shown as the site answers with it, and the message is left", async () => {
  const { edits, asked, onStored, save } = open();
  edits.begin(stored());
  edits.write(TEAM, "Better \n");
  const saving = save();
  expect(edits.of(TEAM)).toMatchObject({ state: "saving" });
  expect(asked[0]?.input).toEqual({ id: stored().id, content: "Better", mentions: [] });
  const edited = stored({ content: "Better", revision: 2 });
  asked[0]?.answer({ ok: true, message: edited });
  await saving;
  expect(onStored).toHaveBeenCalledWith(edited);
  expect(edits.of(TEAM)).toBeNull();
});

test("a refusal, and a site that does not answer, leave the text where it is", async () => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  const { edits, asked, onStored, save } = open();
  edits.begin(stored());
  edits.write(TEAM, "Better");
  let saving = save();
  asked[0]?.answer({ ok: false, code: "too_late" });
  await saving;
  expect(edits.of(TEAM)).toMatchObject({ text: "Better", state: { refused: "too_late" } });
  saving = save();
  asked[1]?.fail();
  await saving;
  expect(edits.of(TEAM)).toMatchObject({ text: "Better", state: { refused: "unavailable" } });
  expect(edits.isBusy()).toBe(true);
  vi.useFakeTimers();
  saving = save();
  await vi.advanceTimersByTimeAsync(15_000);
  await saving;
  expect(edits.of(TEAM)).toMatchObject({ text: "Better", state: { refused: "unavailable" } });
  expect(onStored).not.toHaveBeenCalled();
});

test("an answer that comes after one has left, and edits another message, does not close that", async () => {
  const { edits, asked, onStored, save } = open();
  edits.begin(stored());
  edits.write(TEAM, "Better");
  const saving = save();
  edits.leave(TEAM);
  const other = stored({ id: uuid(9) });
  edits.begin(other);
  asked[0]?.answer({ ok: true, message: stored({ content: "Better" }) });
  await saving;
  expect(onStored).toHaveBeenCalled();
  expect(edits.of(TEAM)).toMatchObject({ message: other, state: "open" });
});

test("whom a message named it names still, also when they cannot be chosen any more", async () => {
  const { edits, asked } = open();
  const gone = { id: uuid(7), name: "Erik Nyström" };
  edits.begin(stored({ content: "Ask @Erik Nyström", mentions: [gone] }));
  edits.write(TEAM, "Ask @Erik Nyström and @Mikko");
  void edits.save(TEAM, [{ id: uuid(8), name: "Mikko" }], () => {});
  expect(asked[0]?.input.mentions).toEqual([uuid(7), uuid(8)]);
});

test("what is not changed, empty or too long is not sent; a text beside a document may go", async () => {
  const { edits, asked, save } = open();
  edits.begin(stored());
  for (const text of [" \n", "x".repeat(5_001)]) {
    edits.write(TEAM, text);
    await save();
    expect(edits.of(TEAM)).toMatchObject({ text });
  }
  edits.write(TEAM, stored().content ?? "");
  await save();
  expect(edits.of(TEAM)).toBeNull();
  expect(asked).toEqual([]);
  const document = {
    id: uuid(5),
    name: "a.pdf",
    mime_type: "application/pdf",
    size_bytes: 1,
    width: null,
    height: null,
  };
  edits.begin(stored({ documents: [document] }));
  edits.write(TEAM, "");
  void save();
  expect(asked[0]?.input.content).toBe("");
});
