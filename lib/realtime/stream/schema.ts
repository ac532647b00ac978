import { z } from "zod";

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const topicSchema = z
  .string()
  .regex(new RegExp(`^(?:team:${UUID}|user:${UUID}|admin|portal)(?::\\d{1,9})?$`));

/** The topics of a stream as its address names them: separated by commas, 1 to 100, each once. */
export const topicsSchema = z
  .string()
  .transform((names) => [...new Set(names.split(","))])
  .pipe(z.array(topicSchema).min(1).max(100));
