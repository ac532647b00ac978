/** The demo's teams and people (supabase/seed.sql), by the names that the tests tell their stories with. */
export const teams = {
  sweden: "10000000-0000-4000-8000-000000000001",
  finland: "10000000-0000-4000-8000-000000000002",
  canada: "10000000-0000-4000-8000-000000000003",
  norway: "10000000-0000-4000-8000-000000000011",
  austria: "10000000-0000-4000-8000-000000000012",
} as const;

const person = (number: number) => ({ id: `20000000-0000-4000-8000-00000000000${number}` });

/** Organisers. */
export const mikko = person(1);
export const sofia = person(2);
/** Members: Anna and Erik of Sweden, Aino of Finland. */
export const anna = person(3);
export const erik = person(4);
export const aino = person(5);
