import type { Page } from "@/lib/pages/schema";
import { LastChange } from "./last-change";
import { DraftTag } from "./tags";

/** A page's title, and beneath it how new the text is. */
export function PageHeading({ page }: { page: Page }) {
  return (
    <header className="flex max-w-[42rem] flex-col gap-1.5">
      <div className="flex items-start justify-between gap-3">
        <h1 className="min-w-0 text-[34px] text-balance wrap-anywhere md:text-[40px]">{page.title}</h1>
        {page.status === "draft" && (
          <span className="mt-2 flex shrink-0">
            <DraftTag />
          </span>
        )}
      </div>
      <LastChange page={page} />
    </header>
  );
}
