import "server-only";
import { z } from "zod";
import { type FailureCode, failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import type { Import } from "./schema";

/** An invitation whose mail is to be sent. The token is for its addressee alone: it never goes to the organiser. */
export type Made = { invitation: string; email: string; token: string };

const toldSchema = z
  .object({ invitation: z.uuid().nullable(), email: z.string().nullable(), token: z.string().nullable() })
  .array();

/** What the database says of a line that it will not do as it was shown. */
const ANOTHER_STATE = new Set(["PT400", "PT404", "PT409"]);

/** Does what a preview has shown, all of it or nothing, with the rights of who asks for it. "stale": something is otherwise by now. */
export async function importRoster(
  roster: Import,
): Promise<
  { ok: true; made: Made[] } | { ok: false; code: FailureCode | "stale"; retryAfterSeconds?: number }
> {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("import_roster", { roster });
  if (error && ANOTHER_STATE.has(error.code) && error.hint) return { ok: false, code: "stale" };
  if (error) return failureOf(error, status, "import_roster");
  const made = toldSchema
    .parse(data)
    .flatMap(({ invitation, email, token }) =>
      invitation && email && token ? { invitation, email, token } : [],
    );
  return { ok: true, made };
}
