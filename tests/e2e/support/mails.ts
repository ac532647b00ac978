import { z } from "zod";

const mailsSchema = z.array(
  z.object({ recipient: z.string(), subject: z.string(), html: z.string(), links: z.array(z.string()) }),
);

/** The mails to an address that the embedded Auth would have sent, the newest first. */
export async function mailsTo(address: string) {
  const response = await fetch(`${process.env.SUPABASE_URL}/mails.json?to=${encodeURIComponent(address)}`);
  return mailsSchema.parse(await response.json()).filter(({ recipient }) => recipient === address);
}

/** The link that the newest mail to an address asks its reader to follow. */
export async function linkMailedTo(address: string): Promise<string> {
  const [newest] = await mailsTo(address);
  const link = /href="([^"]*\/invitation\/[^"]+)"/.exec(newest?.html ?? "")?.[1];
  if (!link) throw new Error(`No mail to ${address} holds the link of an invitation.`);
  return link;
}
