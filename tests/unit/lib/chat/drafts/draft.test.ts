import { expect, test, vi } from "vitest";
import { createDraft } from "@/lib/chat/drafts/draft";
import { createMemoryStorage } from "@/lib/chat/storage/memory";
import type { ChatStorage } from "@/lib/chat/storage/storage";
import { TEAM, USER, uuid } from "../outbox/examples";

/** The newest place that is loaded. */
const shown: { place: number | null } = { place: null };

function draftIn(storage: ChatStorage, tabId: string, gone: readonly string[] = []) {
  const tab = { id: async () => tabId, gone: async () => (id: string) => gone.includes(id) };
  let now = 0;
  const onChange = vi.fn();
  return createDraft({
    userId: USER,
    teamId: TEAM,
    tab,
    storage,
    now: () => ++now,
    shown: () => shown.place,
    onChange,
  });
}

const kept = async (storage: ChatStorage) => (await storage.readDrafts(USER)).map(({ text }) => text);
const turns = () => new Promise((resolve) => setImmediate(resolve));

test("every key is kept, and an emptied composer leaves nothing", async () => {
  const storage = createMemoryStorage();
  const draft = draftIn(storage, "a");
  await draft.open();
  draft.write("Hel");
  draft.write("Hello");
  await turns();
  expect(await kept(storage)).toEqual(["Hello"]);
  draft.write("");
  await turns();
  expect(await kept(storage)).toEqual([]);
});

test("a slow device gets one write at a time, and the latest text last", async () => {
  const storage = createMemoryStorage();
  const answers: (() => void)[] = [];
  const written: string[] = [];
  const slow: ChatStorage = {
    ...storage,
    writeDraft: (draft) => {
      written.push(draft.text);
      return new Promise((resolve) => answers.push(resolve));
    },
  };
  const draft = draftIn(slow, "a");
  await draft.open();
  draft.write("a");
  await turns();
  for (const text of ["ab", "abc"]) draft.write(text);
  await turns();
  expect(written).toEqual(["a"]);
  answers[0]?.();
  await turns();
  expect(written).toEqual(["a", "abc"]);
});

test("the page may end with a write under way: the latest text is written beside it", async () => {
  const storage = createMemoryStorage();
  const written: string[] = [];
  const stuck: ChatStorage = {
    ...storage,
    writeDraft: (draft) => {
      written.push(draft.text);
      return new Promise(() => {});
    },
  };
  const draft = draftIn(stuck, "a");
  await draft.open();
  draft.write("a");
  await turns();
  draft.write("ab");
  void draft.flush();
  await turns();
  expect(written).toEqual(["a", "ab"]);
});

test("what was typed before a reload comes back in front of what is typed while it is read", async () => {
  const storage = createMemoryStorage();
  const before = draftIn(storage, "a");
  await before.open();
  before.write("Before");
  await turns();
  const after = draftIn(storage, "a");
  const opening = after.open();
  after.write("after");
  await opening;
  expect(after.content().text).toBe("Before\n\nafter");
  await turns();
  expect(await kept(storage)).toEqual(["Before\n\nafter"]);
});

test("texts of tabs that are gone are adopted in the order of writing, those of living tabs are not", async () => {
  const storage = createMemoryStorage();
  const write = (tabId: string, text: string, writtenAt: number) =>
    storage.writeDraft({ userId: USER, teamId: TEAM, tabId, text, writtenAt });
  await write("later", "Second", 20);
  await write("sooner", "First", 10);
  await write("living", "Mine", 30);
  const draft = draftIn(storage, "a", ["sooner", "later"]);
  await draft.open();
  expect(draft.content().text).toBe("First\n\nSecond");
  await turns();
  expect((await kept(storage)).toSorted()).toEqual(["First\n\nSecond", "Mine"]);
  // Once: opened again, it is not joined to itself.
  await draft.open();
  expect(draft.content().text).toBe("First\n\nSecond");
});

test("a text that is sent leaves the composer at once, and its draft when it has arrived", async () => {
  const storage = createMemoryStorage();
  const draft = draftIn(storage, "a");
  await draft.open();
  draft.write("Hello");
  await turns();
  expect(draft.take().text).toBe("Hello");
  draft.write("And more");
  await turns();
  // A crash now would leave the text where the next page finds it.
  expect([draft.content().text, await kept(storage)]).toEqual(["And more", ["Hello"]]);
  draft.arrived();
  await turns();
  expect(await kept(storage)).toEqual(["And more"]);
});

test("a text that could not be taken comes back in front of what was typed meanwhile", async () => {
  const storage = createMemoryStorage();
  const draft = draftIn(storage, "a");
  await draft.open();
  draft.write("Hello");
  const taken = draft.take();
  draft.write("And more");
  draft.putBack(taken);
  await turns();
  expect([draft.content().text, await kept(storage)]).toEqual(["Hello\n\nAnd more", ["Hello\n\nAnd more"]]);
});

const attachment = (number: number, at: number) => ({
  id: uuid(number),
  name: `${number}.pdf`,
  mimeType: "application/pdf",
  sizeBytes: 1,
  at,
});

test("files stand in the order in which they were chosen, and outlive a reload with the task that is asked about", async () => {
  const storage = createMemoryStorage();
  const before = draftIn(storage, "a");
  await before.open();
  before.attach(attachment(2, 20));
  before.attach(attachment(3, 30));
  before.attach(attachment(1, 10));
  before.detach(uuid(3));
  before.ask(uuid(9));
  await turns();
  const after = draftIn(storage, "a");
  await after.open();
  expect(after.content()).toEqual({
    text: "",
    documents: [attachment(1, 10), attachment(2, 20)],
    about: uuid(9),
    writtenAfter: null,
  });
  after.detach(uuid(1));
  after.detach(uuid(2));
  after.ask(null);
  await turns();
  expect(await storage.readDrafts(USER)).toEqual([]);
});

test("the files of a tab that is gone are adopted with its text", async () => {
  const storage = createMemoryStorage();
  const gone = { userId: USER, teamId: TEAM, tabId: "gone", writtenAt: 1 };
  await storage.writeDraft({ ...gone, text: "", documents: [attachment(1, 10)], about: uuid(9) });
  const draft = draftIn(storage, "a", ["gone"]);
  draft.write("Typed");
  await draft.open();
  expect(draft.content()).toMatchObject({ text: "Typed", documents: [attachment(1, 10)], about: uuid(9) });
});

test("it is written after what was loaded when it was begun, whatever comes meanwhile and through a reload", async () => {
  const storage = createMemoryStorage();
  const draft = draftIn(storage, "a");
  await draft.open();
  shown.place = 10;
  draft.write("Gate");
  shown.place = 12;
  draft.write("Gate C");
  expect(draft.content().writtenAfter).toBe(10);
  await turns();
  const after = draftIn(storage, "a");
  await after.open();
  after.write("Gate C.");
  expect(after.content().writtenAfter).toBe(10);
  // What its writer says to have seen counts; what they have seen before anyhow changes nothing.
  after.saw(12);
  after.saw(11);
  expect(after.content().writtenAfter).toBe(12);
  // Emptied, it is begun anew.
  shown.place = 15;
  after.write("");
  expect(after.content().writtenAfter).toBeNull();
  after.write("No");
  expect(after.content().writtenAfter).toBe(15);
  shown.place = null;
});

test("of several that become one, it is written after what the first was", async () => {
  const storage = createMemoryStorage();
  const gone = { userId: USER, teamId: TEAM, tabId: "gone", writtenAt: 1, documents: [], about: null };
  await storage.writeDraft({ ...gone, text: "Before", writtenAfter: 7 });
  const draft = draftIn(storage, "a", ["gone"]);
  shown.place = 9;
  draft.write("after");
  await draft.open();
  expect(draft.content()).toMatchObject({ text: "Before\n\nafter", writtenAfter: 7 });
  shown.place = null;
});
