import type { Route } from "next";
import Link from "next/link";
import { KeptDraft } from "@/components/tasks/kept-draft";
import { Mark } from "@/components/ui/mark";
import { translator } from "@/lib/i18n/translator";
import { currentPerson } from "@/lib/people/queries";

/** A task that is another team's, or never was; or one that was withdrawn while somebody looked at it. */
export default async function TaskNotFound() {
  const person = await currentPerson();
  const t = translator(person?.locale);
  return (
    <div className="flex min-h-full flex-col items-center justify-center gap-3 px-6 py-10 text-center">
      <Mark size={48} onLight />
      <h1 className="text-3xl">{t("tasks.gone.title")}</h1>
      <p className="max-w-[28rem] text-pretty text-muted">{t("tasks.gone.text")}</p>
      {person && <KeptDraft readerId={person.id} />}
      <Link
        href={"/tasks" as Route}
        className="mt-2 inline-flex min-h-11 items-center rounded-medium bg-blue px-5 font-semibold text-on-blue hover:opacity-90"
      >
        {t("tasks.gone.all")}
      </Link>
    </div>
  );
}
