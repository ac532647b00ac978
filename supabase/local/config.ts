import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Sentence } from "./sentence.ts";
import { root } from "./settings.ts";
import { parseToml, type TomlValue } from "./toml.ts";

/** What the embedded Supabase takes from `supabase/config.toml`, the file that the Supabase CLI reads too. */
export type Config = {
  api: { schemas: string[]; searchPath: string[]; maxRows: number };
  seedFiles: string[];
  auth: {
    siteUrl: string;
    redirectUrls: string[];
    /** seconds */
    jwtExpiry: number;
    /** seconds */
    refreshTokenReuseInterval: number;
    rotateRefreshTokens: boolean;
    signup: boolean;
    emailSignup: boolean;
    minimumPasswordLength: number;
    confirmEmail: boolean;
    doubleConfirmChanges: boolean;
  };
};

const path = join(root, "supabase/config.toml");

export function readConfig(): Config {
  const values = readValues();
  const read = <T extends TomlValue>(key: string, fallback: T): T => {
    const value = values.get(key) ?? fallback;
    if (typeof value === typeof fallback && Array.isArray(value) === Array.isArray(fallback))
      return value as T;
    throw new Sentence(
      `supabase/config.toml: ${key} has a value of the wrong kind: ${JSON.stringify(value)}.`,
    );
  };
  return {
    api: {
      schemas: read("api.schemas", ["public"]),
      searchPath: read("api.extra_search_path", ["public", "extensions"]),
      maxRows: read("api.max_rows", 1000),
    },
    seedFiles: read("db.seed.enabled", true) ? read("db.seed.sql_paths", ["./seed.sql"]) : [],
    auth: {
      siteUrl: read("auth.site_url", "http://127.0.0.1:3000"),
      redirectUrls: read("auth.additional_redirect_urls", [""]).filter(Boolean),
      jwtExpiry: read("auth.jwt_expiry", 3600),
      refreshTokenReuseInterval: read("auth.refresh_token_reuse_interval", 10),
      rotateRefreshTokens: read("auth.enable_refresh_token_rotation", true),
      signup: read("auth.enable_signup", true),
      emailSignup: read("auth.email.enable_signup", true),
      minimumPasswordLength: read("auth.minimum_password_length", 6),
      confirmEmail: read("auth.email.enable_confirmations", false),
      doubleConfirmChanges: read("auth.email.double_confirm_changes", true),
    },
  };
}

function readValues(): Map<string, TomlValue> {
  try {
    return parseToml(readFileSync(path, "utf8"));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Sentence(`supabase/config.toml cannot be read: ${reason}.`, { cause });
  }
}
