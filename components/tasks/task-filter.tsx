"use client";
import { VIEWS, type View } from "@/lib/tasks/lists";
import { Views } from "./views";

/** What of its tasks a team looks at. */
export function TaskFilter({ view, counts }: { view: View; counts: Record<View, number> }) {
  return (
    <div className="-mx-4 border-b border-line px-4 md:mx-0 md:px-0">
      <Views
        offered={["all", ...VIEWS]}
        view={view}
        counts={counts}
        addressOf={(one) => (one === "all" ? "/tasks" : `/tasks?show=${one}`)}
      />
    </div>
  );
}
