import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { AdminHeading } from "@/components/people/admin-heading";
import { ImportView } from "@/components/roster/import-view";
import { translator } from "@/lib/i18n/translator";
import { currentPerson } from "@/lib/people/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator((await currentPerson())?.locale)("roster.title") };
}

export default async function ImportPage() {
  const person = await currentPerson();
  if (!person) notFound();
  const t = translator(person.locale);
  return (
    <>
      <AdminHeading title={t("roster.title")}>
        <Link href={"/admin/teams" as Route} className="font-medium text-blue hover:underline">
          {t("roster.back")}
        </Link>
      </AdminHeading>
      <ImportView personId={person.id} />
    </>
  );
}
