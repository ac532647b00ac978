import { notFound, redirect } from "next/navigation";
import type { Failure } from "@/lib/supabase/failure";

/** Leads to where a page that may not be read leads; that it is only unavailable is told on the page itself. */
export function refuse({ code }: Failure): void {
  if (code === "signed_out") redirect("/sign-in?reason=expired");
  if (code === "not_found" || code === "forbidden") notFound();
}
