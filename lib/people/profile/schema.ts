import { z } from "zod";
import { timeZoneNamed } from "@/lib/i18n/time-zone";
import { fullNameSchema } from "../name";
import { isLocale } from "./locales";

/** What people say of themselves. */
export const profileSchema = z.object({
  fullName: fullNameSchema,
  timeZone: z.string().transform(timeZoneNamed).pipe(z.string()),
  locale: z.string().refine(isLocale),
});
export type Profile = z.infer<typeof profileSchema>;
