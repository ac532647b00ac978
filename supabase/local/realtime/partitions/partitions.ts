import type { Sql } from "postgres";
import type { Log } from "../log.ts";
import { daysAround, expired, untilMidnight } from "./days.ts";

/** A laptop that sleeps past midnight wakes with late timers; an hourly look is one cheap query. */
const LOOK_EVERY = 3_600_000;
/** Postgres's midnight may come a moment after ours. */
const AFTER_MIDNIGHT = 1_000;

/** Makes the missing day partitions of realtime.messages and drops the old ones. */
export async function maintainPartitions(sql: Sql, now: number): Promise<void> {
  const rows = await sql<{ name: string }[]>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'realtime.messages'::regclass`;
  const names = rows.map((row) => row.name);
  // Looked up first: even `if not exists` would lock the table, and every broadcast would wait.
  for (const day of daysAround(now).filter(({ name }) => !names.includes(name))) {
    await sql.unsafe(
      `create table if not exists realtime.${day.name} partition of realtime.messages
       for values from ('${day.from}') to ('${day.to}');
       alter table realtime.${day.name} owner to supabase_realtime_admin;
       alter table realtime.${day.name} enable row level security`,
    );
  }
  for (const name of expired(names, now)) await sql.unsafe(`drop table if exists realtime.${name}`);
}

/** Keeps them so, at each midnight (UTC). Returns what stops it. */
export function schedulePartitions(sql: Sql, log: Log): () => void {
  let timer: NodeJS.Timeout;
  const next = () => {
    const wait = Math.min(LOOK_EVERY, untilMidnight(Date.now()) + AFTER_MIDNIGHT);
    timer = setTimeout(look, wait).unref();
  };
  const look = () => {
    maintainPartitions(sql, Date.now())
      .catch((error) => log("the day partitions of realtime.messages could not be maintained", error))
      .finally(next);
  };
  next();
  return () => clearTimeout(timer);
}
