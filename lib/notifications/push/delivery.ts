import type { Database } from "@/lib/supabase/database.types";

/** What is to be sent to one device, as claim_pushes hands it out; without a notification it is a test. */
export type Delivery = Database["public"]["Functions"]["claim_pushes"]["Returns"][number];
