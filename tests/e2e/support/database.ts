import postgres from "postgres";

const TEAMS = {
  SWE: 1,
  FIN: 2,
  CAN: 3,
  CZE: 4,
  LAT: 5,
  SUI: 6,
  USA: 7,
  SVK: 8,
  GER: 9,
  DEN: 10,
  NOR: 11,
  AUT: 12,
};
const PEOPLE = {
  admin: 1,
  admin2: 2,
  sweden: 3,
  sweden2: 4,
  finland: 5,
  canada: 6,
  czechia: 7,
  latvia: 8,
  switzerland: 9,
  usa: 10,
};

/** The owner's own connection to the running stack, for what happens behind the site's back. */
export function openDatabase() {
  const url = process.env.SUPABASE_DB_URL;
  if (!url) throw new Error("SUPABASE_DB_URL is not set: these tests run on the embedded Supabase.");
  return postgres(url, { max: 2, onnotice: () => undefined });
}

/** The ids of seed.sql. */
export const teamId = (code: keyof typeof TEAMS) => seeded("1", TEAMS[code]);
export const userId = (person: keyof typeof PEOPLE) => seeded("2", PEOPLE[person]);

function seeded(kind: string, number: number): string {
  return `${kind}0000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}
