import { expect, test, vi } from "vitest";
import type { SendInput, SendResult } from "@/lib/chat/schema";
import { createMemoryStorage } from "@/lib/chat/storage/memory";
import { createWriting } from "@/lib/chat/writing";
import { entry, messageOf, TEAM, USER, uuid } from "./outbox/examples";

vi.mock("next/navigation", () => ({ unstable_isUnrecognizedActionError: () => false }));

/** One tab's writing on a device of its own, and what it sends. */
function open(answer: (input: SendInput) => SendResult, storage = createMemoryStorage()) {
  const sent: string[] = [];
  const named: string[][] = [];
  const action = async (input: SendInput) => {
    sent.push(input.content);
    named.push(input.mentions);
    return answer(input);
  };
  const writing = createWriting({
    userId: USER,
    action,
    route: action,
    storage,
    surroundings: { isVisible: () => true, isOnline: () => true, onChange: () => () => undefined },
    locks: { hold: (_name, _signal, run) => run() },
    tabs: { tell: () => undefined, listen: () => () => undefined },
    tab: { id: async () => "tab", gone: async () => () => false },
  });
  const stop = writing.start();
  return { conversation: writing.conversation(TEAM), sent, named, stop };
}

test("what is typed while a refused text comes back to the composer stays behind it", async () => {
  const { conversation, stop } = open(() => ({ ok: false, code: "forbidden" }));
  conversation.write("Refused");
  conversation.send([]);
  await vi.waitFor(() => expect(conversation.outbox()).toMatchObject([{ state: { kind: "refused" } }]));
  conversation.write("Next");
  conversation.edit(conversation.outbox()[0]?.id ?? "");
  conversation.write("Next one");
  await vi.waitFor(() => expect(conversation.outbox()).toEqual([]));
  await vi.waitFor(() => expect(conversation.draft()).toBe("Refused\n\nNext one"));
  stop();
});

test("what nobody sees is not sent, and a text of nothing else stays where it is", async () => {
  const { conversation, sent, stop } = open((input) => ({ ok: true, message: messageOf(input) }));
  conversation.write("\u0085\u001f");
  conversation.send([]);
  expect(conversation.draft()).toBe("\u0085\u001f");
  conversation.write("Seen\u0000 \n");
  conversation.send([]);
  await vi.waitFor(() => expect(sent).toEqual(["Seen"]));
  stop();
});

test("a text names those whose name stands in it when it is sent, and an older one that is kept names nobody", async () => {
  const storage = createMemoryStorage();
  await storage.addEntry(entry(1), { userId: USER, teamId: TEAM, tabId: "tab" });
  const { conversation, named, stop } = open((input) => ({ ok: true, message: messageOf(input) }), storage);
  await vi.waitFor(() => expect(named).toEqual([[]]));
  conversation.write("@Erik Nyström, ask @Mikko");
  conversation.send([
    { id: uuid(1), name: "Erik Nyström" },
    { id: uuid(2), name: "Mikko Korhonen" },
  ]);
  await vi.waitFor(() => expect(named).toEqual([[], [uuid(1)]]));
  stop();
});
