import type { Made } from "./import";
import type { Progress } from "./schema";

/** A mailer takes no more at once, and a list of some hundred must not take half an hour. */
const AT_ONCE = 3;

/** Sends the mails of new invitations and tells of each. One that fails keeps no other from being sent. */
export async function mailAll(
  made: readonly Made[],
  send: (email: string, token: string) => Promise<boolean>,
  tell: (progress: Progress) => void,
): Promise<void> {
  const waiting = [...made];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { invitation, email, token } = next;
      const isMailed = await send(email, token).catch((error: unknown) => {
        console.error("An invitation could not be mailed:", error);
        return false;
      });
      tell({ event: "mail", invitation, email, isMailed });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
