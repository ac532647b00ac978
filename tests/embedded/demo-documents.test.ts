import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@supabase/supabase-js";
import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { isOfKind } from "../../lib/documents/content.ts";
import { kindOf } from "../../lib/documents/kinds.ts";
import { freePort } from "../../supabase/local/ports.ts";
import { root } from "../../supabase/local/settings.ts";
import { type Stack, startStack } from "../../supabase/local/stack.ts";

// The demo as `npm run dev` has it: with its Storage, started twice, and built anew.
const dataDir = await mkdtemp(join(tmpdir(), "rinkside-demo-"));
const demo = join(root, "supabase/demo");
const options = { dataDir, apiPort: 0, dbPort: await freePort(), durable: false };
let stack: Stack | undefined;
afterAll(async () => {
  await stack?.stop();
  await rm(dataDir, { recursive: true, force: true });
}, 60_000);

type Row = { id: string; name: string; path: string; size: number; type: string };

async function start(fresh = false) {
  await stack?.stop();
  stack = await startStack({ ...options, fresh });
  const sql = postgres(stack.dbUrl, { max: 1 });
  const documents = await sql<Row[]>`
    select id, name, storage_path as path, size_bytes as size, mime_type as type from public.documents order by id`;
  const files = createClient(stack.url, stack.secretKey).storage.from("documents");
  const onDisk = (await readdir(join(dataDir, "storage"))).length;
  return { sql, documents: [...documents], files, onDisk };
}

test("the documents of the demo are real files, fit the story, and are put down once", {
  timeout: 180_000,
}, async () => {
  const { sql, documents, files, onDisk } = await start();
  const given = (await readdir(demo)).filter((file) => file !== "documents.sql");
  const contents = await Promise.all(given.map((file) => readFile(join(demo, file))));
  expect(given.length).toBeGreaterThanOrEqual(12);
  expect([documents.length, onDisk]).toEqual([given.length, given.length]);

  for (const { name, path, size, type } of documents) {
    const kind = kindOf(name);
    expect(kind?.mimeType, name).toBe(type);
    const { data } = await files.createSignedUrl(path, 60, { download: name });
    const answer = await fetch(data?.signedUrl ?? "");
    expect(answer.headers.get("content-type"), name).toBe(type);
    const content = Buffer.from(await answer.arrayBuffer());
    expect(content.length, name).toBe(size);
    expect(
      contents.some((one) => one.equals(content)),
      name,
    ).toBe(true);
    expect(kind && (await isOfKind(kind, new Blob([content]).stream())), name).toBe(true);
  }

  const told = await sql<{ name: string; fits: boolean }[]>`
    select d.name, d.uploaded_at <= now() and d.uploaded_at >= coalesce(k.created_at, m.created_at)
        and (k.completed_at is null or d.uploaded_at < k.completed_at and d.uploaded_by = k.completed_by)
        and (m.id is null or m.sender_id = d.uploaded_by and m.document_ids @> array[d.id])
        and d.uploader_name = u.full_name and (u.role = 'admin' or u.team_id = d.team_id)
        and o.owner_id = u.id::text as fits
    from public.documents d join public.users u on u.id = d.uploaded_by
    left join public.tasks k on k.id = d.task_id left join public.chat_messages m on m.id = d.message_id
    join storage.objects o on o.name = d.storage_path`;
  expect(told.filter(({ fits }) => !fits)).toEqual([]);
  expect(told).toHaveLength(documents.length);
  const [today] = await sql`
    select count(*)::integer as documents from public.documents
    where uploaded_at >= date_trunc('day', now() at time zone 'Europe/Zurich') at time zone 'Europe/Zurich'`;
  expect(today?.documents).toBeGreaterThanOrEqual(2);

  await sql.end();
  const again = await start();
  expect([again.documents, again.onDisk]).toEqual([documents, onDisk]);

  // What somebody has deleted is not put down again.
  await again.sql`delete from public.documents where id = ${documents[0]?.id ?? ""}`;
  await again.sql.end();
  const later = await start();
  expect(later.documents).toEqual(documents.slice(1));
  await later.sql.end();

  const anew = await start(true);
  expect([anew.documents, anew.onDisk]).toEqual([documents, onDisk]);
  await anew.sql.end();
});
