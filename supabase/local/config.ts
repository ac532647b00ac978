import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { z } from "zod";
import { Sentence } from "./sentence.ts";
import { root } from "./settings.ts";
import { sizeOfConfig } from "./storage/sizes.ts";

const path = join(root, "supabase/config.toml");

/**
 * What the embedded Supabase takes from `supabase/config.toml`, the file that the Supabase CLI reads too; where the
 * file is silent, the CLI's own defaults. Times are in seconds.
 */
const configSchema = z.object({
  api: z
    .object({
      schemas: z.array(z.string()).default(["public"]),
      extra_search_path: z.array(z.string()).default(["public", "extensions"]),
      max_rows: z.int().default(1000),
    })
    .prefault({}),
  db: z
    .object({
      seed: z
        .object({
          enabled: z.boolean().default(true),
          sql_paths: z.array(z.string()).default(["./seed.sql"]),
        })
        .prefault({}),
    })
    .prefault({}),
  storage: z
    .object({
      /** In bytes. */
      file_size_limit: z
        .string()
        .default("50MiB")
        .transform((text, context) => {
          const size = sizeOfConfig(text);
          if (size === undefined) context.addIssue(`"${text}" is no size: write it as 50MiB`);
          return size ?? 0;
        }),
    })
    .prefault({}),
  auth: z
    .object({
      site_url: z.string().default("http://127.0.0.1:3000"),
      additional_redirect_urls: z.array(z.string()).default([]),
      jwt_expiry: z.int().default(3600),
      refresh_token_reuse_interval: z.int().default(10),
      enable_refresh_token_rotation: z.boolean().default(true),
      enable_signup: z.boolean().default(true),
      minimum_password_length: z.int().default(6),
      email: z
        .object({
          enable_confirmations: z.boolean().default(false),
          double_confirm_changes: z.boolean().default(true),
          max_frequency: z.string().default("1s"),
          otp_length: z.int().default(6),
          otp_expiry: z.int().default(3600),
          /** By type; paths are relative to the project's root. */
          template: z
            .record(z.string(), z.object({ subject: z.string().optional(), content_path: z.string() }))
            .default({}),
        })
        .prefault({}),
    })
    .prefault({}),
});

export type Config = z.infer<typeof configSchema>;

export function readConfig(): Config {
  let values: unknown;
  try {
    values = parse(readFileSync(path, "utf8"));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Sentence(`supabase/config.toml cannot be read: ${reason}.`, { cause });
  }
  const config = configSchema.safeParse(values);
  if (config.success) return config.data;
  const [issue] = config.error.issues;
  throw new Sentence(`supabase/config.toml: ${issue?.path.join(".")}: ${issue?.message}.`);
}
