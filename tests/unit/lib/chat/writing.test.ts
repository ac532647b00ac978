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
  const inputs: SendInput[] = [];
  const action = async (input: SendInput) => {
    sent.push(input.content);
    named.push(input.mentions);
    inputs.push(input);
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
  return { conversation: writing.conversation(TEAM), sent, named, inputs, stop };
}

test("what is typed while a refused text comes back to the composer stays behind it", async () => {
  const { conversation, stop } = open(() => ({ ok: false, code: "forbidden" }));
  conversation.write("Refused");
  conversation.send([], "https://rinkside.example");
  await vi.waitFor(() => expect(conversation.outbox()).toMatchObject([{ state: { kind: "refused" } }]));
  conversation.write("Next");
  conversation.edit(conversation.outbox()[0]?.id ?? "");
  conversation.write("Next one");
  await vi.waitFor(() => expect(conversation.outbox()).toEqual([]));
  await vi.waitFor(() => expect(conversation.draft().text).toBe("Refused\n\nNext one"));
  stop();
});

test("what nobody sees is not sent, and a text of nothing else stays where it is", async () => {
  const { conversation, sent, stop } = open((input) => ({ ok: true, message: messageOf(input) }));
  conversation.write("\u0085\u001f");
  conversation.send([], "https://rinkside.example");
  expect(conversation.draft().text).toBe("\u0085\u001f");
  conversation.write("Seen\u0000 \n");
  conversation.send([], "https://rinkside.example");
  await vi.waitFor(() => expect(sent).toEqual(["Seen"]));
  stop();
});

test("a text names those whose name stands in it when it is sent, and an older one that is kept names nobody", async () => {
  const storage = createMemoryStorage();
  await storage.addEntry(entry(1), { userId: USER, teamId: TEAM, tabId: "tab" });
  const { conversation, named, stop } = open((input) => ({ ok: true, message: messageOf(input) }), storage);
  await vi.waitFor(() => expect(named).toEqual([[]]));
  conversation.write("@Erik Nyström, ask @Mikko");
  conversation.send(
    [
      { id: uuid(1), name: "Erik Nyström" },
      { id: uuid(2), name: "Mikko Korhonen" },
    ],
    "https://rinkside.example",
  );
  await vi.waitFor(() => expect(named).toEqual([[], [uuid(1)]]));
  stop();
});

const SITE = "https://rinkside.example";
const file = (number: number) => ({
  id: uuid(number),
  name: `${number}.pdf`,
  mimeType: "application/pdf",
  sizeBytes: 1,
  at: number,
});

test("files go with the text, or alone, and the task that is asked about with its address; a task alone asks nothing", async () => {
  const { conversation, inputs, stop } = open((input) => ({ ok: true, message: messageOf(input) }));
  conversation.ask(uuid(9));
  conversation.send([], SITE);
  expect(conversation.draft().about).toBe(uuid(9));
  conversation.write("Until when?");
  conversation.attach(file(2));
  conversation.attach(file(1));
  conversation.send([], SITE);
  expect(conversation.draft()).toEqual({ text: "", documents: [], about: null, writtenAfter: null });
  await vi.waitFor(() => expect(inputs).toHaveLength(1));
  expect(inputs[0]).toMatchObject({
    content: `Until when?\n${SITE}/tasks/${uuid(9)}`,
    documents: [uuid(1), uuid(2)],
  });
  conversation.attach(file(3));
  conversation.send([], SITE);
  await vi.waitFor(() => expect(inputs).toHaveLength(2));
  expect(inputs[1]).toMatchObject({ content: "", documents: [uuid(3)] });
  stop();
});

test("more files than a message takes stay in the composer", () => {
  const { conversation, inputs, stop } = open((input) => ({ ok: true, message: messageOf(input) }));
  for (let number = 1; number <= 11; number += 1) conversation.attach(file(number));
  conversation.send([], SITE);
  expect(conversation.draft().documents).toHaveLength(11);
  expect(inputs).toEqual([]);
  stop();
});

test("a refused message comes back to the composer with its files", async () => {
  const { conversation, stop } = open(() => ({ ok: false, code: "forbidden" }));
  conversation.write("Refused");
  conversation.attach(file(1));
  conversation.send([], SITE);
  await vi.waitFor(() => expect(conversation.outbox()).toMatchObject([{ state: { kind: "refused" } }]));
  conversation.attach(file(2));
  conversation.edit(conversation.outbox()[0]?.id ?? "");
  await vi.waitFor(() =>
    expect(conversation.draft()).toEqual({
      text: "Refused",
      documents: [file(1), file(2)],
      about: null,
      writtenAfter: null,
    }),
  );
  stop();
});
