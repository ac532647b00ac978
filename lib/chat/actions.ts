"use server";
import type { SendInput, SendResult } from "./schema";
import { storeMessage } from "./sending";

/** Sends a message: the first door of the outbox. It revalidates nothing, the message comes back by itself. */
export async function sendMessage(input: SendInput): Promise<SendResult> {
  return storeMessage(input);
}
