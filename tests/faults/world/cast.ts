import { randomUUID } from "node:crypto";
import { createServerClient } from "@supabase/ssr";
import type { Sql } from "postgres";
import { sessionCookie } from "../../../lib/supabase/session-cookie.ts";
import { publishableKey } from "../../../supabase/local/keys.ts";
import { markerOf } from "./ears.ts";
import type { Random } from "./random.ts";

export type Team = { id: string; code: string; marker: string };
export type Person = { id: string; email: string; name: string; role: "admin" | "member"; team: Team | null };

const PASSWORD = "rinkside-demo";

/** Teams and people of one's own, so that what happens to one scenario's people is no other's. */
export function createCast({ admin, random }: { admin: Sql; random: Random }) {
  let people = 0;
  let teams = 0;

  return {
    async team(): Promise<Team> {
      teams += 1;
      // Longer than any of the seed's codes.
      const [id, code] = [randomUUID(), `X${String(teams).padStart(3, "0")}`];
      const letters = Array.from({ length: 8 }, () => random.between(0, 35).toString(36)).join("");
      await admin`
        insert into teams (id, code, name, time_zone, primary_colour, secondary_colour)
        values (${id}, ${code}, ${`Team ${code}`}, 'Europe/Zurich', '#1b4a94', '#f5c400')`;
      return { id, code, marker: markerOf(letters) };
    },
    /** @param team none for an organiser */
    async person(team: Team | null): Promise<Person> {
      people += 1;
      const [id, name] = [randomUUID(), `${team ? "Player" : "Organiser"} ${people}`];
      const email = `${id}@rinkside.test`;
      await admin.begin(async (sql) => {
        await sql`
          insert into auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
            raw_app_meta_data, raw_user_meta_data, created_at, updated_at,
            confirmation_token, recovery_token, email_change, email_change_token_new)
          values ('00000000-0000-0000-0000-000000000000', ${id}, 'authenticated', 'authenticated', ${email},
            extensions.crypt(${PASSWORD}, extensions.gen_salt('bf', 4)), now(),
            '{"provider": "email", "providers": ["email"]}', '{}', now(), now(), '', '', '', '')`;
        await sql`
          insert into auth.identities (id, user_id, provider, provider_id, identity_data, created_at, updated_at)
          values (gen_random_uuid(), ${id}, 'email', ${id}, ${sql.json({ sub: id, email })}, now(), now())`;
        await sql`
          insert into public.users (id, team_id, role, full_name, time_zone)
          values (${id}, ${team?.id ?? null}, ${team ? "member" : "admin"}, ${name}, 'Europe/Zurich')`;
      });
      return { id, email, name, role: team ? "member" : "admin", team };
    },
  };
}

export type Cast = ReturnType<typeof createCast>;

/** Signs in past the form, and gives the cookies that the site would have set. */
export async function sessionCookies(supabaseUrl: string, { email }: Person) {
  const jar = new Map<string, string>();
  const supabase = createServerClient(supabaseUrl, publishableKey, {
    cookieOptions: sessionCookie(null),
    cookies: {
      getAll: () => [],
      setAll: (cookies) => {
        for (const { name, value } of cookies) jar.set(name, value);
      },
    },
  });
  const { error } = await supabase.auth.signInWithPassword({ email, password: PASSWORD });
  if (error) throw error;
  return [...jar].map(([name, value]) => ({ name, value }));
}
