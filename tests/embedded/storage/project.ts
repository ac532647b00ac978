import { mkdtemp, readdir, rm } from "node:fs/promises";
import { type ClientRequest, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import type { Sql } from "postgres";
import { afterAll } from "vitest";
import { secretKey } from "../../../supabase/local/keys.ts";
import { type Services, startServices } from "../../../supabase/local/services.ts";
import { cloneDatabase } from "../../support/database.ts";

type StorageClient = SupabaseClient["storage"];

/** A Storage with one private bucket, `papers`, whose folder a test can look into. */
export type Project = {
  owner: Sql;
  dir: string;
  url(): string;
  /** By the secret key, or another, or with somebody's token. */
  storage(key?: string, accessToken?: string): StorageClient;
  papers(): ReturnType<StorageClient["from"]>;
  filesOnDisk(): Promise<string[]>;
  /** An upload to `papers` whose sending the test has in its hand, and the status that it is answered with. */
  openUpload(
    name: string,
    headers?: Record<string, string>,
  ): { upload: ClientRequest; status: Promise<number> };
  restart(): Promise<void>;
};

/** To be called while the file is read, not in a hook. */
export async function openProject(): Promise<Project> {
  const database = await cloneDatabase();
  const dir = await mkdtemp(join(tmpdir(), "rinkside-storage-test-"));
  const start = () =>
    startServices({ dbPort: database.port, database: database.name, port: 0, storageDir: dir });
  let services: Services = await start();
  afterAll(async () => {
    await services.stop();
    await rm(dir, { recursive: true, force: true });
  });

  function storage(key = secretKey, accessToken?: string): StorageClient {
    const options = accessToken ? { accessToken: async () => accessToken } : {};
    return createClient(services.url, key, options).storage;
  }

  function openUpload(name: string, headers: Record<string, string> = {}) {
    const upload = request(`${services.url}/storage/v1/object/papers/${encodeURIComponent(name)}`, {
      method: "POST",
      headers: { apikey: secretKey, authorization: `Bearer ${secretKey}`, ...headers },
    });
    const status = new Promise<number>((resolve, reject) => {
      upload.on("error", reject);
      upload.on("response", (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
    });
    // Who breaks it off does not wait for an answer.
    status.catch(() => {});
    return { upload, status };
  }

  await storage().createBucket("papers", { public: false });
  return {
    owner: database.owner,
    dir,
    url: () => services.url,
    storage,
    papers: () => storage().from("papers"),
    filesOnDisk: async () => (await readdir(dir)).sort(),
    openUpload,
    async restart() {
      await services.stop();
      services = await start();
    },
  };
}
