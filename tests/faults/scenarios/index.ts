import type { Scenario } from "../scenario.ts";
import { crowds } from "./crowds.ts";
import { cuts } from "./cuts.ts";
import { missed } from "./missed.ts";
import { people } from "./people.ts";
import { rungs } from "./rungs.ts";
import { site } from "./site.ts";
import { stalls } from "./stalls.ts";
import { supabase } from "./supabase.ts";
import { time } from "./time.ts";

export const scenarios: readonly Scenario[] = [
  ...site,
  ...supabase,
  ...crowds,
  ...rungs,
  ...stalls,
  ...time,
  ...people,
  ...missed,
  ...cuts,
];
