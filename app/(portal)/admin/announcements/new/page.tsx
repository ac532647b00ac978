import { ChevronLeft } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { AnnouncementForm } from "@/components/announcements/announcement-form";
import { RefreshOn } from "@/components/live/refresh-on";
import { Retry } from "@/components/ui/retry";
import { picksOf } from "@/lib/announcements/picks";
import { readAnnouncement } from "@/lib/announcements/queries";
import { standingsOf } from "@/lib/announcements/standings";
import { newId } from "@/lib/http/new-id";
import { translator } from "@/lib/i18n/translator";
import { currentPerson } from "@/lib/people/queries";
import { readMatrix } from "@/lib/tasks/queries";

type Props = PageProps<"/admin/announcements/new">;

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator((await currentPerson())?.locale)("announcements.open") };
}

/** Written to many. Its address may name an earlier one, for those who have not seen (`unseen`) or answered it (`unanswered`). */
export default async function NewAnnouncementPage({ searchParams }: Props) {
  const person = await currentPerson();
  // The middleware has turned others away; a page that is fetched ahead comes past it.
  if (person?.role !== "admin") notFound();
  const [{ unseen, unanswered }, matrix] = await Promise.all([searchParams, readMatrix()]);
  const t = translator(person.locale);
  return (
    <div className="flex w-full max-w-[64rem] flex-col gap-5">
      <RefreshOn nouns={["tasks", "teams"]} />
      <header className="flex flex-col gap-1">
        <Link
          href={"/admin/announcements" as Route}
          className="-ml-1.5 inline-flex min-h-12 items-center gap-0.5 self-start font-medium text-muted hover:text-ink"
        >
          <ChevronLeft aria-hidden="true" size={18} />
          {t("announcements.back")}
        </Link>
        <h1 className="text-3xl">{t("announcements.open")}</h1>
      </header>
      {matrix.ok ? (
        <AnnouncementForm
          // Opened for others, it begins anew.
          key={`${unseen} ${unanswered}`}
          personId={person.id}
          opened={{ id: newId(), content: "", ...(await teamsLeft(unseen, unanswered)) }}
          teams={matrix.value.teams}
          picks={picksOf(matrix.value.requirements, new Date())}
        />
      ) : (
        <Retry />
      )}
    </div>
  );
}

type Param = string | string[] | undefined;

/** Whom an earlier announcement has not reached, and which it was. */
async function teamsLeft(unseen: Param, unanswered: Param): Promise<{ teams: string[]; from: string }> {
  const id = unseen ?? unanswered;
  if (typeof id !== "string") return { teams: [], from: "" };
  const earlier = await readAnnouncement(id);
  if (!earlier.ok) return { teams: [], from: "" };
  const standings = standingsOf(earlier.value.teams.filter(({ isArchived }) => !isArchived));
  const left = unseen ? standings.unseen : [...standings.unseen, ...standings.unanswered];
  return { teams: left.map((team) => team.id), from: `${unseen ? "unseen" : "unanswered"} ${id}` };
}
