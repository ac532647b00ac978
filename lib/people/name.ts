import { z } from "zod";
import { isLegible } from "@/lib/i18n/legible";
import { NAME_MAX_LENGTH } from "./invitations/limits";

/** What a person is called, in characters as Postgres counts them (users_full_name_length, users_full_name_legible). */
export const fullNameSchema = z
  .string()
  .trim()
  .refine((name) => [...name].length <= NAME_MAX_LENGTH && isLegible(name));
