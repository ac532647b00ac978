import { example } from "@/lib/roster/example";

/** What a list to import looks like, to be filled in. */
export function GET() {
  return new Response(example, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="teams-and-people.csv"',
    },
  });
}
