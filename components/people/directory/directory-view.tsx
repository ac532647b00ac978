"use client";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "use-intl";
import { countsOf, groupsOf } from "@/lib/people/directory/groups";
import { type Directory, filterSchema } from "@/lib/people/directory/schema";
import { DirectoryFilter } from "./directory-filter";
import { GroupCard } from "./group-card";

/** More people than these are too many to scroll past: each group shows its name, and its people when it is opened. */
const FOLDED_FROM = 60;

/** Everybody by team, or those whom the address asks for. */
export function DirectoryView({
  directory,
  readerId,
  awaited,
}: {
  directory: Directory;
  readerId: string;
  /** How many were invited and have not come yet. */
  awaited: number;
}) {
  const t = useTranslations("people");
  const filter = filterSchema.parse(Object.fromEntries(useSearchParams()));
  const groups = groupsOf(directory, filter);
  const isFolded = groups.length > 1 && groups.flatMap(({ people }) => people).length > FOLDED_FROM;
  return (
    <section aria-label={t("title")} className="flex min-w-0 flex-col gap-4">
      <p className="text-muted">
        {t("summary", countsOf(directory))}
        {awaited > 0 && (
          <>
            {" · "}
            {/* On a narrow screen they are far below. */}
            <a href="#awaited" className="font-medium text-red hover:underline">
              {t("awaited", { count: awaited })}
            </a>
          </>
        )}
      </p>
      <DirectoryFilter teams={directory.teams} filter={filter} />
      {groups.length === 0 ? (
        <p className="rounded-large border border-line bg-sheet px-5 py-10 text-center text-muted">
          {t("filter.none")}{" "}
          <Link href="/admin/people" className="font-medium text-blue hover:underline">
            {t("filter.clear")}
          </Link>
        </p>
      ) : (
        // What is opened must not move to the other column.
        <div className={isFolded ? "grid items-start gap-x-4 xl:grid-cols-2" : "gap-4 xl:columns-2"}>
          {groups.map((group) => (
            <GroupCard
              key={group.kind === "team" ? group.team.id : group.kind}
              group={group}
              teams={directory.teams}
              readerId={readerId}
              isFolded={isFolded}
            />
          ))}
        </div>
      )}
    </section>
  );
}
