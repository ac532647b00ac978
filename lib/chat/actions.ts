"use server";
import { changeText, takeBack } from "./changing";
import type { ChangeResult, EditInput, SendInput, SendResult } from "./schema";
import { storeMessage } from "./sending";

/** Sends a message: the first door of the outbox. It revalidates nothing, the message comes back by itself. */
export async function sendMessage(input: SendInput): Promise<SendResult> {
  return storeMessage(input);
}

/** Replaces the text of one's own message, and answers with it as it is now. */
export async function editMessage(input: EditInput): Promise<ChangeResult> {
  return changeText(input);
}

/** Deletes one's own message for everybody, with its documents, and answers with what is left of it. */
export async function deleteMessage(id: string): Promise<ChangeResult> {
  return takeBack(id);
}
