import { randomUUID } from "node:crypto";
import type { Actor, TestDatabase } from "../../support/database.ts";
import type { Person } from "./people.ts";

export type Document = {
  id: string;
  team_id: string;
  task_id: string | null;
  message_id: string | null;
  uploaded_by: string;
  uploader_name: string;
  name: string;
  storage_path: string;
  size_bytes: number;
  mime_type: string;
  width: number | null;
  height: number | null;
  awaits_message: boolean;
  deleted_at: Date | null;
  deleted_by: string | null;
};

type Upload = { id?: string; size?: number; age?: string };

/** A file as Storage has it once somebody has sent it: a row that is no document yet. */
export async function uploaded(
  { owner }: TestDatabase,
  person: Person,
  team: string,
  { id = randomUUID(), size = 4, age = "0 s" }: Upload = {},
): Promise<string> {
  await owner`
    insert into storage.objects (bucket_id, name, owner_id, metadata, created_at)
    values ('documents', ${`${team}/${id}`}, ${person.id}, ${owner.json({ size, mimetype: "application/pdf" })},
      now() - ${age}::interval)`;
  return id;
}

type Confirmation = {
  name?: string;
  task?: string | null;
  /** Of a picture, in pixels. */
  sides?: [width: number | null, height: number | null];
  forMessage?: boolean;
  by?: Actor;
};

/** As the site does it once it has looked into the file. */
export async function confirm(
  database: TestDatabase,
  person: Person,
  team: string,
  id: string,
  {
    name = "Roster.pdf",
    task = null,
    sides: [width, height] = [null, null],
    forMessage = false,
    by = "service_role",
  }: Confirmation = {},
): Promise<Document> {
  const rows = await database.as(
    by,
    (sql) => sql<Document[]>`
      select * from public.confirm_document(${id}, ${team}, ${person.id}, ${name}, 'application/pdf', ${task},
        ${width}, ${height}, ${forMessage})`,
  );
  const [document] = rows;
  if (!document) throw new Error("No document came back");
  return document;
}

/** A document that nothing stands in the way of. */
export async function handedIn(
  database: TestDatabase,
  person: Person,
  team: string,
  options: Upload & Confirmation = {},
): Promise<Document> {
  return confirm(database, person, team, await uploaded(database, person, team, options), options);
}

/** One that awaits its message. */
export const toBeSent = (
  database: TestDatabase,
  person: Person,
  team: string,
  options: Upload & Confirmation = {},
) => handedIn(database, person, team, { forMessage: true, ...options });

export const condemn = ({ as }: TestDatabase, team: string, id: string): Promise<boolean> =>
  as("service_role", async (sql) => {
    const [row] = await sql<{ given: boolean }[]>`select public.condemn_upload(${id}, ${team}) as given`;
    return row?.given ?? false;
  });

export const filesToClear = ({ as }: TestDatabase, batch = 100): Promise<string[]> =>
  as("service_role", async (sql) => {
    const rows = await sql<{ path: string }[]>`select path from public.files_to_clear(${batch}) as path`;
    return rows.map(({ path }) => path);
  });

/** As Storage takes a file away: past the policies, and with the word that lets it delete. */
export async function removeFiles({ admin }: TestDatabase, paths: string[]): Promise<void> {
  await admin.begin(async (sql) => {
    await sql`select set_config('storage.allow_delete_query', 'true', true)`;
    await sql`delete from storage.objects where bucket_id = 'documents' and name = any(${paths})`;
  });
}
