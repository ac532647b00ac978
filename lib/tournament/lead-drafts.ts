import { type LeadUnit, leadOf, minutesOf } from "./leads";

/** A lead while it is typed: what stands in the field may be no number yet. */
export type LeadDraft = { key: string; amount: string; unit: LeadUnit };

export function draftsOf(leads: readonly number[]): LeadDraft[] {
  return leads.map((minutes) => {
    const { amount, unit } = leadOf(minutes);
    return { key: `${minutes}`, amount: String(amount), unit };
  });
}

/** In minutes; NaN for what is no number. */
export function leadsIn(drafts: readonly LeadDraft[]): number[] {
  return drafts.map(({ amount, unit }) =>
    minutesOf({ amount: amount.trim() === "" ? Number.NaN : Number(amount), unit }),
  );
}
