import { z } from "zod";
import { isPushEndpoint } from "./endpoint";

/** What a browser hands over when somebody turns notifications on, or when it renews them. */
export const subscriptionSchema = z.object({
  endpoint: z.string().refine(isPushEndpoint),
  keys: z.object({
    p256dh: z.string().regex(/^[A-Za-z0-9_-]{87}$/),
    auth: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  }),
  /** Under which address the site knows this browser already. */
  known: z.string().optional(),
});

export const deviceSchema = z.object({ id: z.uuid() });
export const endpointSchema = z.object({ endpoint: z.string().max(1000) });

/** A browser that is told of notifications while no tab is open. */
export type PushDevice = {
  id: string;
  endpoint: string;
  label: string;
  createdAt: string;
  lastSentAt: string | null;
};
