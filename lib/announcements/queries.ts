import "server-only";
import { cache } from "react";
import { z } from "zod";
import { type Failure, failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import {
  type Announcement,
  announcementSchema,
  type ListedAnnouncement,
  listedAnnouncementSchema,
} from "./schema";

type Answer<T> = { ok: true; value: T } | Failure;

/** All that was announced, the newest first. For organisers. */
export async function listAnnouncements(): Promise<Answer<ListedAnnouncement[]>> {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("announcement_list");
  if (error) return failureOf(error, status, "announcement_list");
  return { ok: true, value: z.array(listedAnnouncementSchema).parse(data) };
}

/** An announcement and how each team stands with it. For organisers; read once a request. */
export const readAnnouncement = cache(async (id: string): Promise<Answer<Announcement>> => {
  if (!z.uuid().safeParse(id).success) return { ok: false, code: "not_found" };
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("announcement", { announcement_id: id });
  if (error) return failureOf(error, status, "announcement");
  return data === null
    ? { ok: false, code: "not_found" }
    : { ok: true, value: announcementSchema.parse(data) };
});
