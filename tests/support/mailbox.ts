import { expect } from "vitest";
import { z } from "zod";
import { eventually } from "./eventually.ts";

const mailSchema = z.object({
  id: z.number(),
  sent_at: z.string(),
  recipient: z.string(),
  kind: z.string(),
  subject: z.string(),
  html: z.string(),
  links: z.array(z.string()),
});

export type Mail = z.infer<typeof mailSchema>;

/** What the embedded Auth has mailed to an address, the newest first. @param api where the stack is reached */
export async function mailsTo(api: string, address: string): Promise<Mail[]> {
  const response = await fetch(`${api}/mails.json?to=${encodeURIComponent(address)}`);
  return z.array(mailSchema).parse(await response.json());
}

/** Waits for a mail to an address, and gives the newest. */
export async function mailTo(api: string, address: string): Promise<Mail> {
  let mails: Mail[] = [];
  await eventually(async () => {
    mails = await mailsTo(api, address);
    expect(mails, `mails to ${address}`).not.toHaveLength(0);
  });
  return mailSchema.parse(mails[0]);
}
