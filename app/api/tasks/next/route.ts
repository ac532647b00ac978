import { failed, json } from "@/lib/http/route";
import { readNextTask } from "@/lib/tasks/queries";

/** What the reader's team has to deliver next. */
export async function GET() {
  const next = await readNextTask(new Date());
  return next.ok ? json(next.value) : failed(next);
}
